"""The composition root: one office's parts, put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from argon2 import PasswordHasher

from app.book import Book
from app.measuring.parts import Parts
from app.office_parts import core_of
from app.together import counting_on
from connectors.webchat.channel import WebChatChannel
from counselling.assistant import Assistant
from counselling.attachments.attachment import Limits as FileLimits
from counselling.attachments.receiving import AttachmentReception
from counselling.attachments.viewing import AttachmentViewer
from counselling.cases.follow_up import DEFAULT_DAYS
from counselling.cases.room import CaseRoom
from counselling.casework import Casework
from counselling.channels import Channel
from counselling.clearing import Clearing
from counselling.clock import Clock, utc_now
from counselling.closed_again import ClosedAgain
from counselling.duty.calling import Calling
from counselling.duty.pager import Pager
from counselling.duty.roster import NOBODY
from counselling.erasing import Elsewhere, Eraser
from counselling.inbox_watch import InboxWatch
from counselling.live import Live
from counselling.outbox import Outbox
from counselling.reception import Reception
from counselling.rekeying import know_former
from counselling.returning.budget import Budget
from counselling.returning.codes import CodeHasher
from counselling.returning.returning import Guard, Returning
from counselling.returning.words import WordKeeper
from counselling.staff import Staff
from counselling.store.sql_keys import SqlKeys
from counselling.store.store import Store
from counselling.store.vault import Vault
from counselling.together.at_others import AtOthers
from counselling.together.taking_over import TakingOver
from counselling.together.together import Together
from counselling.together.tries import IN_MEMORY, Counting
from counselling.turns import Observer, Turns
from counselling.waiting import Waits


@dataclass(frozen=True)
class Office:
    """Everything that answers women and serves counsellors, without a web server."""

    store: Store
    live: Live
    outbox: Outbox
    turns: Turns
    eraser: Eraser
    reception: Reception
    attachments: AttachmentReception
    attachment_viewer: AttachmentViewer
    casework: Casework
    staff: Staff
    returning: Returning
    book: Book
    waits: Waits
    clearing: Clearing
    cases: CaseRoom
    together: Together
    taking_over: TakingOver
    inbox_watch: InboxWatch
    pager: Pager | None = None
    counting: Counting = IN_MEMORY
    at_others: AtOthers | None = None

    async def open(self) -> None:
        """Prepare the database and go on where an earlier run stopped."""
        await self.store.prepare()
        await know_former(self.store, self.returning.codes, self.staff.factors.recovery)
        await self.together.open()
        await self.eraser.replay()
        await self.waits.start()
        await self.staff.presence.start()
        if self.at_others:
            self.at_others.start()
        self.clearing.start()
        await self.outbox.start()
        await self.turns.resume()
        if self.pager:
            await self.pager.start()
        self.taking_over.start()
        self.inbox_watch.start()

    def call_again(self) -> None:
        """Others are on duty than before: look whether somebody must be called."""
        if self.pager:
            self.pager.wake()

    async def close(self) -> None:
        """Stop without losing anything: what is due stays due."""
        await self.inbox_watch.close()
        await self.taking_over.close()
        if self.at_others:
            await self.at_others.close()
        if self.pager:
            await self.pager.close()
        await self.waits.close()
        await self.clearing.close()
        await self.turns.close()
        await self.eraser.settle()
        await self.store.settle()
        await self.outbox.close()
        await self.together.close()
        await self.store.close()


def build_office(  # noqa: PLR0913  # the one place where all parts come together
    *,
    database: str,
    secret: bytes,
    book: Book,
    assistant: Assistant,
    channels: Sequence[Callable[[Live], Channel]] = (WebChatChannel,),
    observe: Observer | None = None,
    hasher: PasswordHasher | None = None,
    calling: Calling | None = None,
    keys: SqlKeys | None = None,
    elsewhere: Sequence[Elsewhere] = (),
    public_url: str = "",
    attachment_limits: FileLimits = FileLimits(),  # noqa: B008  # it cannot change
    follow_up_days: Callable[[], Sequence[int]] = lambda: DEFAULT_DAYS,
    parts: Parts = Parts(),  # noqa: B008  # it cannot change
    now: Clock = utc_now,
) -> Office:
    """Put an office together on ``database`` (SQLAlchemy address) with its 32-byte ``secret``.

    ``keys``: the key store, by default the one beside a SQLite database. ``elsewhere``: what else
    forgets erased conversations. ``calling``: calls who is on duty. ``parts``: those counted.
    """
    store = parts.store(database, Vault(secret), keys)
    core = core_of(parts, book, database, store, channels, now, public_url=public_url)
    eraser = core.eraser(elsewhere)
    waits = Waits(store, book.faq, calling.roster if calling else lambda: NOBODY, now=now)
    staff = Staff(store, secret, hasher=hasher, offices=book.office_names, now=now)
    closed = ClosedAgain(waits.opens, waits.of_office, staff.presence.is_there, now)
    turns = core.turns(assistant, waits, closed, observe or parts.observe)
    pager = core.pager(calling)
    words = WordKeeper(hasher or PasswordHasher())
    counting = counting_on(database, store, secret)
    guard = Guard(Budget(counting=counting))
    returning = Returning(store, core.live, turns, CodeHasher(secret), words, now=now, guard=guard)
    reception = core.reception(turns, eraser, waits, words, returning)
    casework = core.casework()
    return Office(
        store, core.live, core.outbox, turns, eraser, reception,
        core.attachments(attachment_limits), AttachmentViewer(store, now=now), casework,
        staff, returning, book, waits, core.clearing, core.cases(follow_up_days),
        core.together, core.taking_over(turns, pager),
        InboxWatch(store, core.announcer, book.faq, core.together, now), pager, counting,
        AtOthers(core.together, core.live, staff.presence, casework.talk.onlookers),
    )  # fmt: skip
