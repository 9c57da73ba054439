"""The office's own Q&A set, read once for all the tests of a process: a set cannot be changed."""

from functools import cache
from pathlib import Path

from counselling.faq import FaqSet, load

FOLDER = Path(__file__).resolve().parents[1] / "faq"


@cache
def the_set() -> FaqSet:
    """As ``load`` gives it."""
    return load(FOLDER)
