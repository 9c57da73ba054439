"""The curated files in use: the Q&A set and the danger phrases, swapped only when whole."""

from pathlib import Path

from counselling.faq import FaqSet, load
from counselling.safety import phrases
from counselling.safety.detect import DangerDetector


class Book:
    """What the office has written down, as last read without a problem from ``folder``."""

    def __init__(self, folder: Path) -> None:
        """Read everything; raises FaqProblems, PhraseProblems."""
        self._folder = folder
        self.read_again()

    def read_again(self) -> None:
        """Take over the files as they are now; with any problem the set in use stays."""
        faq = load(self._folder)
        detector = DangerDetector(phrases.load(self._folder / "danger/phrases.tsv"))
        self._faq, self._detector = faq, detector

    def faq(self) -> FaqSet:
        """The Q&A set in use."""
        return self._faq

    def detector(self) -> DangerDetector:
        """The danger detector in use."""
        return self._detector
