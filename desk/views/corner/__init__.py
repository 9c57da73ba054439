"""The editors' corner: the views behind ``/desk/faq``."""

from desk.views.corner import (
    beginning,
    editing,
    gaps,
    history,
    listing,
    publishing,
    trying,
)

MOST = 1_000_000  # bytes of a form: a whole file, each of its letters as nine signs

__all__ = ["MOST", "beginning", "editing", "gaps", "history", "listing", "publishing", "trying"]
