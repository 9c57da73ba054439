"""The curated files in use: the Q&A set and the danger phrases, swapped only when whole."""

from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from app.sense_at_hand import SenseAtHand
from counselling.faq import FaqProblems, FaqSet, Problem, load
from counselling.safety import phrases
from counselling.safety.classifier import DangerClassifier, load_classifier
from counselling.safety.detect import DangerDetector
from counselling.safety.known_models import check_known
from counselling.safety.phrases import PhraseProblems

SENSE = SenseAtHand()
"""Of all books; whoever serves should let it begin."""


@cache
def _classifier() -> DangerClassifier:
    # The sense too, which is read later, when no start can be refused any more.
    check_known()
    return load_classifier(SENSE)


@dataclass(frozen=True)
class _Edition:
    """The files of one moment."""

    whole: FaqSet
    served: FaqSet
    detector: DangerDetector


class Book:
    """What the office has written down, as last read without a problem from ``folder``.

    ``only_reviewed``: serve no entry that is still a draft. ``keep_cases_days`` is told to her
    where she is asked for consent. Reading may be done in another
    thread; what is in use changes all at once.
    """

    def __init__(
        self,
        folder: Path,
        *,
        only_reviewed: bool = False,
        keep_cases_days: int = 365,
        read_before: FaqSet | None = None,
    ) -> None:
        """Read everything, but for the set if it has been ``read_before``; raises FaqProblems,
        BrokenModel.
        """
        self._keep_cases_days = keep_cases_days
        self._only_reviewed = only_reviewed
        self.read_again(folder, read_before)

    def read_again(self, folder: Path, read_before: FaqSet | None = None) -> None:
        """Take over the files of ``folder``; raises FaqProblems, and the set in use stays."""
        whole, detector = _read(folder, read_before)
        whole = whole.kept_for(self._keep_cases_days)
        served = whole.reviewed_only() if self._only_reviewed else whole
        self._edition = _Edition(whole, served, detector)

    def keep_cases_for(self, days: int) -> None:
        """She is told these days from now on, where she is asked for consent."""
        if days != self._keep_cases_days:
            self._keep_cases_days = days
            old = self._edition
            whole, served = old.whole.kept_for(days), old.served.kept_for(days)
            self._edition = _Edition(whole, served, old.detector)

    def faq(self) -> FaqSet:
        """The Q&A set women are served from."""
        return self._edition.served

    def whole(self) -> FaqSet:
        """The Q&A set the assistant learns from, drafts and all."""
        return self._edition.whole

    def office_names(self) -> dict[str, str]:
        """What each office is called in Vietnamese, by its id, less what all begin with."""
        names = {office.id: office.name["vi"].split() for office in self.whole().offices.values()}
        columns = zip(*names.values(), strict=False) if len(names) > 1 else ()
        same = sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, columns))
        return {office: " ".join(words[same:]) for office, words in names.items()}

    def detector(self) -> DangerDetector:
        """The danger detector in use."""
        return self._edition.detector


def _read(folder: Path, read_before: FaqSet | None) -> tuple[FaqSet, DangerDetector]:
    """Both, or every problem of both at once."""
    problems: list[Problem] = []
    try:
        faq = read_before or load(folder)
    except FaqProblems as found:
        problems += found.problems
    try:
        known = phrases.load(folder / phrases.PLACE)
    except PhraseProblems as found:
        file = f"{folder.resolve().name}/{phrases.PLACE}"
        problems += (Problem(file, one.line, "", one.what, one.mend) for one in found.problems)
    if problems:
        raise FaqProblems(problems)
    return faq, DangerDetector(known, _classifier())
