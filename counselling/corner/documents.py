"""What can be edited in the corner: entries, and the lists beside them, by their addresses."""

from collections.abc import Mapping
from dataclasses import dataclass

from counselling.faq.fields import is_slug
from counselling.faq.folder import (
    CONSENT,
    HOTLINES,
    LINES,
    OFFICES,
    PARTNERS,
    REPLIES,
    THEME_LIST,
)
from counselling.faq.model import THEMES

LISTS: Mapping[str, str] = {
    "hotlines": HOTLINES,
    "offices": OFFICES,
    "partners": PARTNERS,
    "themes": THEME_LIST,
    "lines": LINES,
    "consent": CONSENT,
    "danger-replies": REPLIES,
}
"""The lists by their names in addresses. The danger phrases are not among them: each needs its
test (CONTRIBUTING.md)."""

LIST_SHELF = "files"
LONGEST_NAME = 60  # an audit line has room for 80 with the theme


class NoSuchDocument(Exception):
    """No entry or list has this address."""


@dataclass(frozen=True)
class Document:
    """One file. ``shelf`` is a theme or LIST_SHELF; see ``document`` for the only way to one."""

    shelf: str
    name: str

    @property
    def key(self) -> str:
        """Its address, such as ``legal/id-card`` or ``files/hotlines``."""
        return f"{self.shelf}/{self.name}"

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry; else it is a list."""
        return self.shelf != LIST_SHELF

    @property
    def file(self) -> str:
        """Its name within faq/."""
        return f"{self.key}.md" if self.is_entry else LISTS[self.name]


THEMES_FILE = Document(LIST_SHELF, "themes")


def document(shelf: str, name: str) -> Document:
    """The document at an address, whether its file is there or not.

    Raises NoSuchDocument for everything that is no short name on a known shelf, so that no
    address leads out of the folder.
    """
    known = name in LISTS if shelf == LIST_SHELF else shelf in THEMES and _is_name(name)
    if not known:
        raise NoSuchDocument(f"{shelf}/{name}"[:80])
    return Document(shelf, name)


def _is_name(name: str) -> bool:
    return is_slug(name) and len(name) <= LONGEST_NAME
