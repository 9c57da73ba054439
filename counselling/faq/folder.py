"""Finding the editors' files: which are entries, which are lists, and which are misplaced."""

import os
from dataclasses import dataclass
from pathlib import Path

from counselling.faq.fields import SLUG_MEND, is_slug
from counselling.faq.model import THEMES
from counselling.faq.problems import Findings, Spot, closest, suggestion
from counselling.safety.phrases import PLACE as PHRASES

HOTLINES = "hotlines.yml"
OFFICES = "offices.yml"
PARTNERS = "partners.yml"
LINES = "lines.yml"
CONSENT = "consent.yml"
THEME_LIST = "themes.yml"
REPLIES = "danger/replies.yml"
TARGETS = "targets.yml"
CANNED = "replies.yml"

_LISTS = (HOTLINES, OFFICES, PARTNERS, LINES, CONSENT, THEME_LIST, REPLIES)
_MAY_BE_MISSING = (TARGETS, CANNED)
_OTHERS = ("README.md", PHRASES)


@dataclass(frozen=True)
class Folder:
    """The files of faq/: ``entries`` by "theme/slug", ``lists`` by their names above.

    Names are relative to ``root`` and use "/".
    """

    root: Path
    entries: dict[str, str]
    lists: tuple[str, ...]

    def told(self, name: str) -> str:
        """A file's name as problems tell it: with the folder's own name in front."""
        return f"{self.root.resolve().name}/{name}"


def survey(root: Path, findings: Findings) -> Folder:
    """Look through ``root``; missing and misplaced files are noted."""
    names = _names(root)
    lists = tuple(name for name in _LISTS + _MAY_BE_MISSING if name in names)
    folder = Folder(root, {}, lists)
    if not root.is_dir():
        mend = "Give the folder that holds the themes, such as faq."
        findings.error(Spot(str(root)), 1, "there is no such folder", mend)
        return folder
    unknown = [name for name in names if name not in _LISTS + _MAY_BE_MISSING + _OTHERS]
    for name in unknown:
        _sort(name, folder, findings)
    for name in _LISTS:
        if name not in lists:
            _note_missing(name, unknown, folder, findings)
    if not folder.entries:
        mend = "Write the first one; README.md shows how."
        findings.error(Spot(root.resolve().name), 1, "there is no entry yet", mend)
    return folder


def _names(root: Path) -> list[str]:
    """Every file beneath ``root`` that is not hidden or an editor's own, in a fixed order."""
    found: list[str] = []
    for where, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            (Path(where) / name).relative_to(root).as_posix()
            for name in files
            if not name.startswith((".", "~")) and not name.endswith("~")
        ]
    return sorted(found)


def _sort(name: str, folder: Folder, findings: Findings) -> None:
    """Take a file that is no list as an entry, or tell why it is none."""
    spot = Spot(folder.told(name))
    theme, _, rest = name.rpartition("/")
    slug = rest.removesuffix(".md")
    if slug == rest:
        what, mend = "this file is not read", 'Entries end in ".md"; keep other files elsewhere.'
        findings.warning(spot, 1, what, mend)
        return
    if theme not in THEMES:
        what = f'"{theme}" is not a theme' if theme else "an entry must lie in a theme's folder"
        findings.error(spot, 1, what, suggestion(theme, THEMES))
    if not is_slug(slug):
        findings.error(spot, 1, f'the file name "{slug}" is no short name', SLUG_MEND)
    folder.entries[f"{theme}/{slug}"] = name


def _note_missing(name: str, unknown: list[str], folder: Folder, findings: Findings) -> None:
    meant = closest(name, unknown)
    mend = f'Is it "{meant}"? Rename that.' if meant else "Create it; README.md shows how."
    findings.error(Spot(folder.told(name)), 1, "this file is missing", mend)
