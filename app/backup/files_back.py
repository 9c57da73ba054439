"""Putting the office's files of a backup back, and keeping what was there."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from app.backup.beside import FAQ, below, places
from app.backup.digest import Digest
from app.backup.whole_files import written_whole
from app.book import Book
from app.settings import Settings
from counselling.faq import FaqProblems
from counselling.safety.phrases import PhraseProblems


@dataclass(frozen=True)
class FilesBack:
    """What became of the files: ``exchanged`` by name in the backup.

    ``not_used``: where the Q&A files of the backup lie, if this program cannot use them.
    ``problem``: why the rest could not be put back.
    """

    exchanged: tuple[str, ...] = ()
    not_used: Path | None = None
    problem: str = ""


def put_files_back(unpacked: Path, digest: Digest, settings: Settings, aside: Path) -> FilesBack:
    """Exchange what differs; what was there goes to ``aside`` first.

    A backup without such files (of an older program, or an office without) changes none. Q&A files
    that this program could not start with are laid beside and not used.
    """
    held = {name.split("/")[0] for name in digest.files}
    done = FilesBack()
    for name, place in places(settings).items():
        new = unpacked / name
        try:
            if name not in held or _content(new) == _content(place):
                continue
            if name == FAQ and not _can_be_used(new):
                not_used = settings.data_dir / f"{aside.name}-faq-of-backup"
                shutil.copytree(new, not_used)
                done = replace(done, not_used=not_used)
                continue
            _keep(place, aside / name)
            _exchange(new, place, 0o644 if name == FAQ else 0o600)
        except OSError as refused:
            return replace(done, problem=f"{name}: {refused}")
        done = replace(done, exchanged=(*done.exchanged, name))
    return done


def _content(place: Path) -> dict[Path, bytes]:
    return {path.relative_to(place): path.read_bytes() for path in below(place)}


def _can_be_used(faq: Path) -> bool:
    try:
        Book(faq)
    except (FaqProblems, PhraseProblems, OSError):
        return False
    return True


def _keep(place: Path, aside: Path) -> None:
    for path in below(place):
        to = aside / path.relative_to(place)
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy2(path, to)


def _exchange(new: Path, place: Path, mode: int) -> None:
    """File by file: the folder itself may be a mounted disk, or hold what is no file of ours."""
    wanted = {path.relative_to(new): path for path in below(new)}
    for path in list(below(place)):
        if path.relative_to(place) not in wanted:
            path.unlink()
    for name, path in wanted.items():
        to = place / name
        to.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(to) as file:
            file.write(path.read_bytes())
        to.chmod(mode)
