"""The makers of an office's parts, each from what all of them need (office.py)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.book import Book
from app.measuring.parts import Parts
from app.together import together_on
from counselling.assistant import Assistant
from counselling.attachments.attachment import Limits as FileLimits
from counselling.attachments.receiving import AttachmentReception
from counselling.attentive import Attentive
from counselling.cases.room import CaseRoom, case_room
from counselling.casework import Casework
from counselling.channels import Channel
from counselling.clearing import Clearing
from counselling.clock import Clock
from counselling.closed_again import ClosedAgain
from counselling.danger_reply import DangerReplies
from counselling.duty.calling import Calling
from counselling.duty.pager import Pager
from counselling.erasing import Elsewhere, Eraser
from counselling.faq import FaqSet
from counselling.in_the_chat import InTheChat
from counselling.limits import Limits, limits_of
from counselling.live import Live
from counselling.outbox import Outbox
from counselling.reception import Reception
from counselling.returning.returning import Returning
from counselling.returning.word_check import WordCheck
from counselling.returning.words import WordKeeper
from counselling.scribe import Announcer, tell_case
from counselling.store.store import Store
from counselling.together.taking_over import TakingOver
from counselling.together.together import Together
from counselling.turns import Observer, Turns
from counselling.waiting import Waits


@dataclass(frozen=True)
class Core:
    """What all parts need, such as what carries news to women and to the desk; makes the parts."""

    parts: Parts
    book: Book
    store: Store
    live: Live
    together: Together
    outbox: Outbox
    clearing: Clearing
    announcer: Announcer
    now: Clock
    limits: Mapping[str, Limits]
    in_the_chat: InTheChat

    @property
    def faq(self) -> Callable[[], FaqSet]:
        """The set as it is just now."""
        return self.book.faq

    def eraser(self, elsewhere: Sequence[Elsewhere]) -> Eraser:
        """Erases; ``elsewhere``: what else forgets."""
        wake = self.clearing.wake
        return Eraser(
            self.store, self.announcer, elsewhere=elsewhere, clear_chats=wake, now=self.now
        )

    def casework(self) -> Casework:
        """The desk's verbs."""
        return Casework(
            self.store, self.announcer, self.live, self.faq, limits=self.limits, now=self.now
        )

    def cases(self, follow_up_days: Callable[[], Sequence[int]]) -> CaseRoom:
        """What is written down of cases."""
        return case_room(self.store, self.announcer, self.faq, follow_up_days, now=self.now)

    def pager(self, calling: Calling | None) -> Pager | None:
        """Calls who is on duty, where anybody is to be called."""
        if calling is None:
            return None
        return Pager(
            self.store,
            self.announcer,
            self.live,
            self.faq,
            calling,
            now=self.now,
            together=self.together,
        )

    def turns(
        self, assistant: Assistant, waits: Waits, closed: ClosedAgain, observe: Observer
    ) -> Turns:
        """One turn at a time with the assistant."""
        return Turns(
            self.store, Attentive(assistant, self.faq), self.faq, self.live, self.announcer,
            waits.of_office, closed=closed, observe=observe, now=self.now, together=self.together,
        )  # fmt: skip

    def reception(
        self,
        turns: Turns,
        eraser: Eraser,
        waits: Waits,
        words: WordKeeper,
        returning: Returning,
    ) -> Reception:
        """Takes in what women write."""
        return self.parts.reception(
            self.store, turns, self.announcer, eraser, DangerReplies(self.faq, waits.line),
            self.book.detector, WordCheck(self.store, words), returning,
            in_the_chat=self.in_the_chat,
            numbered=[name for name, its in self.limits.items() if its.numbered], now=self.now,
        )  # fmt: skip

    def attachments(self, limits: FileLimits) -> AttachmentReception:
        """Takes in pictures and files."""
        return AttachmentReception(
            self.store, self.announcer, self.faq,
            limits=limits, in_the_chat=self.in_the_chat,
            clear_chats=self.clearing.wake, now=self.now,
        )  # fmt: skip

    def taking_over(self, turns: Turns, pager: Pager | None) -> TakingOver:
        """Goes on with what another service left when it stopped."""
        resume = [self.outbox.resume, turns.resume, *([pager.take_stock] if pager else [])]
        return TakingOver(self.together, resume)


def core_of(
    parts: Parts,
    book: Book,
    database: str,
    store: Store,
    channels: Sequence[Callable[[Live], Channel]],
    now: Clock,
    *,
    public_url: str,
) -> Core:
    """What all parts need, on ``store``, the SQLAlchemy address of which is ``database``."""
    live = Live()
    together = together_on(database, live)
    made = {channel.name: channel for channel in (make(live) for make in channels)}
    outbox = Outbox(store, made, changed=partial(tell_case, live), now=now, together=together)
    store.stay_here = outbox.silent
    clearing = Clearing(store, made, now=now, together=together)
    return Core(
        parts, book, store, live, together, outbox, clearing, parts.announcer(live, outbox), now,
        limits_of(made), InTheChat(public_url, clearing.keeping),
    )  # fmt: skip
