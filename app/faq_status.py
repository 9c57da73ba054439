"""How the editors' files stand: in use, broken, or still being learnt."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from counselling.clock import Clock, utc_now
from counselling.faq import Problem


class FaqState(StrEnum):
    """What /health says about the Q&A files."""

    OK = "ok"
    TRAINING = "training"
    """The answers are in use; the assistant still learns to recognise new phrasings."""
    UNTRAINED = "untrained"
    """The answers are in use; learning failed, so the phrasings of before go on."""
    BROKEN = "broken"
    """The files are not in order; the last set that was goes on."""


class FaqStatus:
    """Told what happens to the files; says the state that results and since when."""

    def __init__(self, now: Clock = utc_now) -> None:
        self._now = now
        self._problems: tuple[Problem, ...] = ()
        self._learning = FaqState.OK
        self._state, self._since = FaqState.OK, now()

    @property
    def state(self) -> FaqState:
        """Broken files before all else: they alone need somebody to do something."""
        return self._state

    @property
    def since(self) -> datetime:
        """When this state began; aware, UTC."""
        return self._since

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the files from being used; empty while they are in order."""
        return self._problems

    def broken(self, problems: Sequence[Problem]) -> None:
        """The files are not in order."""
        self._problems = tuple(problems)
        self._settle()

    def in_order(self) -> None:
        """The files are in order and in use."""
        self._problems = ()
        self._settle()

    def training(self) -> None:
        """The assistant begins to learn."""
        self._learn(FaqState.TRAINING)

    def trained(self) -> None:
        """The assistant has learnt the set in use."""
        self._learn(FaqState.OK)

    def untrained(self) -> None:
        """The assistant could not learn the set in use."""
        self._learn(FaqState.UNTRAINED)

    def _learn(self, learning: FaqState) -> None:
        self._learning = learning
        self._settle()

    def _settle(self) -> None:
        state = FaqState.BROKEN if self._problems else self._learning
        if state is not self._state:
            self._state, self._since = state, self._now()
