"""What women asked in vain, masked and grouped: what an editor may write an answer for."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from counselling.clock import Clock, utc_now
from counselling.conversations import Language
from counselling.faq import FaqSet
from counselling.gaps import Gap, Masker, group
from counselling.gaps.shown import MOST_SHOWN, masked, texts_of
from counselling.permissions import User
from counselling.store.store import Store
from counselling.store.unanswered import Unanswered

LOOK_BACK = timedelta(days=30)
_ONE_LOOK = timedelta(minutes=10)


@dataclass(frozen=True)
class Wanted:
    """Questions that are alike. ``size``: how many; ``texts``: some, masked; ``more``: left out.

    ``whys``: how often by reason (counselling/store/unanswered.py).
    """

    language: Language
    theme: str
    size: int
    whys: Mapping[str, int]
    texts: tuple[str, ...]
    more: int
    nearest: tuple[str, ...]


@dataclass(frozen=True)
class WantedList:
    """``once``: how many groups are not shown because they were asked only once."""

    groups: tuple[Wanted, ...]
    questions: int
    once: int


class WhatIsWanted:
    """Looks for it. Nothing is written down but who looked."""

    def __init__(self, store: Store, faq: Callable[[], FaqSet], *, now: Clock = utc_now) -> None:
        self._store = store
        self._faq = faq
        self._now = now
        self._masker: tuple[str, Masker] | None = None

    async def look(self, by: User, *, once_too: bool = False) -> WantedList:
        """The groups of the last LOOK_BACK, the biggest first; the look is audited."""
        now = self._now()
        async with self._store.write() as tx:
            if not await tx.records.audited(by.id, "faq_gaps", "faq", since=now - _ONE_LOOK):
                await tx.records.audit(by.id, "faq_gaps", "faq", at=now)
        async with self._store.read() as tx:
            missed = await tx.outcomes.unanswered(now - LOOK_BACK)
        return await asyncio.to_thread(self._grouped, missed, once_too)

    def _grouped(self, missed: Sequence[Unanswered], once_too: bool) -> WantedList:  # noqa: FBT001  # for to_thread
        gaps = group(missed)
        kept = [gap for gap in gaps if once_too or gap.size > 1]
        masker = self._masker_of(self._faq())
        return WantedList(
            tuple(_wanted(gap, masker) for gap in kept),
            sum(gap.size for gap in gaps),
            len(gaps) - len(kept),
        )

    def _masker_of(self, faq: FaqSet) -> Masker:
        if self._masker is None or self._masker[0] != faq.fingerprint:
            self._masker = (faq.fingerprint, Masker(texts_of(faq)))
        return self._masker[1]


def _wanted(gap: Gap, masker: Masker) -> Wanted:
    texts = masked(gap, masker)
    return Wanted(
        language=gap.language,
        theme=gap.theme,
        size=gap.size,
        whys=dict(gap.whys.most_common()),
        texts=tuple(texts[:MOST_SHOWN]),
        more=max(0, len(texts) - MOST_SHOWN),
        nearest=gap.nearest,
    )
