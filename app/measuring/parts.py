"""The parts of an office that count what goes through them; without figures they are the plain."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

from app.measuring.figures import Figures
from counselling.assistant import Answered, Turn
from counselling.channels import Inbound, Receipt
from counselling.conversations import Sender
from counselling.live import Live
from counselling.outbox import Outbox
from counselling.reception import Reception
from counselling.refused import Refused
from counselling.scribe import Announcer, Scribe
from counselling.store.not_saved import NotSaved
from counselling.store.store import Store
from counselling.store.transaction import Transaction
from counselling.turns import Observer

_MOST_OPEN = 10_000  # conversations whose answer is awaited; the oldest are forgotten

# When what is being taken in just now arrived; tasks begun meanwhile know it too.
_arrived: ContextVar[float | None] = ContextVar("arrived", default=None)


def _unobserved(_turn: Turn, _answered: Answered) -> None:
    """Nobody counts."""


@dataclass(frozen=True)
class Parts:
    """What ``build_office`` makes these parts with, and whom it tells of each turn."""

    store: Callable[..., Store] = Store
    announcer: Callable[[Live, Outbox], Announcer] = Announcer
    reception: Callable[..., Reception] = Reception
    observe: Observer = _unobserved


def measured_parts(figures: Figures) -> Parts:
    """Parts that count into ``figures``."""

    def observe(turn: Turn, answered: Answered) -> None:
        figures.turns.labels(answered.decision.value, turn.language).inc()

    return Parts(
        partial(MeasuredStore, figures),
        partial(MeasuredAnnouncer, figures),
        partial(MeasuredReception, figures),
        observe,
    )


class MeasuredStore(Store):
    """Times writes, and counts those that failed."""

    def __init__(self, figures: Figures, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._figures = figures

    @asynccontextmanager
    async def write(
        self, *, urgent: bool = False, brief: bool = False
    ) -> AsyncIterator[Transaction]:
        """As Store.write."""
        began = time.perf_counter()
        try:
            async with super().write(urgent=urgent, brief=brief) as tx:
                yield tx
        except NotSaved:
            self._figures.not_saved.inc()
            raise
        self._figures.writing.observe(time.perf_counter() - began)


class MeasuredReception(Reception):
    """Times what is taken in, and counts what is not."""

    def __init__(self, figures: Figures, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._figures = figures

    async def receive(self, inbound: Inbound) -> Receipt:
        """As Reception.receive."""
        began = time.perf_counter()
        here = _arrived.set(began)
        try:
            receipt = await super().receive(inbound)
        except Refused as refused:
            self._figures.refused.labels(inbound.channel, refused.code).inc()
            raise
        finally:
            _arrived.reset(here)
        self._figures.accepting.observe(time.perf_counter() - began)
        return receipt


class MeasuredAnnouncer(Announcer):
    """Counts what was stored, and times the answers to it."""

    def __init__(self, figures: Figures, live: Live, outbox: Outbox) -> None:
        super().__init__(live, outbox)
        self._figures = figures
        self._open: dict[str, float] = {}

    def announce(self, scribe: Scribe) -> None:
        """As Announcer.announce."""
        super().announce(scribe)
        conversation, now = scribe.conversation, time.perf_counter()
        for message in scribe.added:
            self._figures.messages.labels(conversation.channel, message.sender.value).inc()
            if message.danger != "none":
                self._figures.danger.labels(message.danger).inc()
        said = {message.sender for message in scribe.added}
        if Sender.WOMAN in said:
            self._heard(scribe, _arrived.get() or now, now)
        elif Sender.ASSISTANT in said and (began := self._open.pop(conversation.id, None)):
            self._figures.replying.observe(now - began)

    def _heard(self, scribe: Scribe, began: float, now: float) -> None:
        if any(message.danger == "red" for message in scribe.added) and len(scribe.added) > 1:
            self._figures.danger_replying.observe(now - began)
        if scribe.conversation.assistant_may_speak:
            if len(self._open) >= _MOST_OPEN:
                del self._open[next(iter(self._open))]
            self._open[scribe.conversation.id] = began
        else:
            self._open.pop(scribe.conversation.id, None)
