"""The composition root: one office's parts, put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from argon2 import PasswordHasher

from app.book import Book
from app.measuring.parts import Parts
from app.together import together_on
from connectors.webchat.channel import WebChatChannel
from counselling.assistant import Assistant
from counselling.attachments.attachment import Limits as FileLimits
from counselling.attachments.receiving import AttachmentReception
from counselling.attachments.viewing import AttachmentViewer
from counselling.attentive import Attentive
from counselling.cases.follow_up import DEFAULT_DAYS
from counselling.cases.room import CaseRoom, case_room
from counselling.casework import Casework
from counselling.channels import Channel
from counselling.clearing import Clearing
from counselling.clock import Clock, utc_now
from counselling.closed_again import ClosedAgain
from counselling.danger_reply import DangerReplies
from counselling.duty.calling import Calling
from counselling.duty.pager import Pager
from counselling.duty.roster import NOBODY
from counselling.erasing import Elsewhere, Eraser
from counselling.faq import FaqSet
from counselling.in_the_chat import InTheChat
from counselling.inbox_watch import InboxWatch
from counselling.limits import Limits, limits_of
from counselling.live import Live
from counselling.outbox import Outbox
from counselling.reception import Reception
from counselling.rekeying import know_former
from counselling.returning.codes import CodeHasher
from counselling.returning.returning import Returning
from counselling.returning.word_check import WordCheck
from counselling.returning.words import WordKeeper
from counselling.scribe import Announcer, tell_case
from counselling.staff import Staff
from counselling.store.sql_keys import SqlKeys
from counselling.store.store import Store
from counselling.store.vault import Vault
from counselling.together.taking_over import TakingOver
from counselling.together.together import Together
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

    async def open(self) -> None:
        """Prepare the database and go on where an earlier run stopped."""
        await self.store.prepare()
        await know_former(self.store, self.returning.codes, self.staff.factors.recovery)
        await self.together.open()
        await self.eraser.replay()
        await self.waits.start()
        await self.staff.presence.start()
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
    forgets erased conversations. ``calling``: calls who is on duty. ``parts``: those that are
    counted. ``now``: the parts' clock.
    """
    core = _core(
        parts, database, parts.store(database, Vault(secret), keys), channels, book.faq, now
    )
    store, announcer, faq = core.store, core.announcer, core.faq
    eraser = Eraser(store, announcer, elsewhere=elsewhere, clear_chats=core.clearing.wake, now=now)
    waits = Waits(store, faq, calling.roster if calling else lambda: NOBODY, now=now)
    staff = Staff(store, secret, hasher=hasher, offices=book.office_names, now=now)
    closed = ClosedAgain(waits.opens, waits.of_office, staff.presence.is_there, now)
    turns = _turns(core, assistant, waits, closed, observe or parts.observe)
    pager = _pager(core, calling)
    words = WordKeeper(hasher or PasswordHasher())
    in_the_chat = InTheChat(public_url, core.clearing.keeping)
    returning = Returning(store, core.live, turns, CodeHasher(secret), words, now=now)
    reception = parts.reception(
        store, turns, announcer, eraser, DangerReplies(faq, waits.line), book.detector,
        WordCheck(store, words), returning, in_the_chat=in_the_chat,
        numbered=[name for name, its in core.limits.items() if its.numbered], now=now,
    )  # fmt: skip
    return Office(
        store, core.live, core.outbox, turns, eraser, reception,
        _attachments(core, attachment_limits, in_the_chat), AttachmentViewer(store, now=now),
        Casework(store, announcer, core.live, faq, limits=core.limits, now=now),
        staff,
        returning, book, waits, core.clearing, _cases(core, follow_up_days),
        core.together, _taking_over(core, turns, pager),
        InboxWatch(store, announcer, faq, core.together, now), pager,
    )  # fmt: skip


@dataclass(frozen=True)
class _Core:
    """What carries news to women and to the desk, takes it back, and all parts need."""

    store: Store
    live: Live
    together: Together
    outbox: Outbox
    clearing: Clearing
    announcer: Announcer
    faq: Callable[[], FaqSet]
    now: Clock
    limits: Mapping[str, Limits]


def _core(
    parts: Parts,
    database: str,
    store: Store,
    channels: Sequence[Callable[[Live], Channel]],
    faq: Callable[[], FaqSet],
    now: Clock,
) -> _Core:
    live = Live()
    together = together_on(database, live)
    made = {channel.name: channel for channel in (make(live) for make in channels)}
    outbox = Outbox(store, made, changed=partial(tell_case, live), now=now, together=together)
    clearing = Clearing(store, made, now=now, together=together)
    announcer = parts.announcer(live, outbox)
    return _Core(store, live, together, outbox, clearing, announcer, faq, now, limits_of(made))


def _cases(core: _Core, follow_up_days: Callable[[], Sequence[int]]) -> CaseRoom:
    return case_room(core.store, core.announcer, core.faq, follow_up_days, now=core.now)


def _pager(core: _Core, calling: Calling | None) -> Pager | None:
    if calling is None:
        return None
    return Pager(
        core.store,
        core.announcer,
        core.live,
        core.faq,
        calling,
        now=core.now,
        together=core.together,
    )


def _turns(
    core: _Core, assistant: Assistant, waits: Waits, closed: ClosedAgain, observe: Observer
) -> Turns:
    return Turns(
        core.store, Attentive(assistant, core.faq), core.faq, core.live, core.announcer,
        waits.of_office, closed=closed, observe=observe, now=core.now, together=core.together,
    )  # fmt: skip


def _attachments(core: _Core, limits: FileLimits, in_the_chat: InTheChat) -> AttachmentReception:
    return AttachmentReception(
        core.store, core.announcer, core.faq,
        limits=limits, in_the_chat=in_the_chat, clear_chats=core.clearing.wake, now=core.now,
    )  # fmt: skip


def _taking_over(core: _Core, turns: Turns, pager: Pager | None) -> TakingOver:
    resume = [core.outbox.resume, turns.resume, *([pager.take_stock] if pager else [])]
    return TakingOver(core.together, resume)
