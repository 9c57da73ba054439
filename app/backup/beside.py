"""What a backup holds beside the database: the office's files, which live in folders of their own.

The Q&A files as the editors have them, the drafts and versions of the editors' corner, and who is
on duty. Names in a backup are paths with "/" between, such as ``faq/legal/divorce-papers.md``.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from app.settings import Settings
from counselling.corner.corner import FOLDER as CORNER
from counselling.duty.reading import FILE as DUTY

FAQ = "faq"
NAMES = (FAQ, CORNER, DUTY)


def places(settings: Settings) -> dict[str, Path]:
    """Where each of NAMES lies by these settings; it may not be there."""
    return {
        FAQ: settings.faq_dir,
        CORNER: settings.data_dir / CORNER,
        DUTY: settings.data_dir / DUTY,
    }


def files(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Every file there is now, by its name in a backup."""
    for name, place in places(settings).items():
        for path in below(place):
            yield str(PurePosixPath(name, *path.relative_to(place).parts)), path


def below(place: Path) -> Iterator[Path]:
    """The files of a folder, or the file itself; nothing hidden, half written or elsewhere."""
    if place.is_file():
        yield place
    for path in sorted(place.rglob("*")):
        parts = path.relative_to(place).parts
        if path.is_file() and not path.is_symlink() and not any(map(_is_aside, parts)):
            yield path


def is_ours(name: str) -> bool:
    """Whether a name in a backup is one of what a backup holds, and leads to nowhere else."""
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] in NAMES and ".." not in parts


def _is_aside(part: str) -> bool:
    return part.startswith(".") or part.endswith(("~", ".new"))
