"""One backup file: a tar of the database and its digest, encrypted with age."""

import json
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from pyrage import DecryptError, decrypt_io, encrypt_io, x25519

from app.backup.problem import BackupProblem
from app.backup.whole_files import written_whole

_DATABASE, _DIGEST, _FORMAT = "osso.sqlite3", "digest.json", 1
_SCRATCH = "backup-scratch-"
_LONGEST_DIGEST = 10_000  # bytes; it has 200
_PAGES = 2000  # copied between two words about the progress


@dataclass(frozen=True)
class Digest:
    """What a backup says of itself. ``made_at``: ISO 8601, UTC; ``sha256`` of the database."""

    made_at: str
    sha256: str
    format: int = _FORMAT


@contextmanager
def scratch(data_dir: Path) -> Iterator[Path]:
    """A private folder for what is not encrypted yet. What a killed run left goes first."""
    for left in data_dir.glob(f"{_SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=_SCRATCH, dir=data_dir) as folder:
        yield Path(folder)


def copy_database(source: Path, to: Path, progress: Callable[[float], None]) -> None:
    """Copy a SQLite database while others write to it, as it is now; raises sqlite3.Error.

    ``progress`` is told the part that is done, 0 to 1. https://sqlite.org/backup.html
    """
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(to)) as copy:
        # A read that is open holds one moment still; else each new message would begin it anew.
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_master").fetchone()
        live.backup(
            copy,
            pages=_PAGES,
            progress=lambda _status, left, whole: progress(1 - left / max(whole, 1)),
            sleep=0,
        )
        copy.execute("PRAGMA journal_mode=DELETE")


def check_database(path: Path) -> None:
    """Raises BackupProblem if the database is damaged."""
    try:
        with closing(sqlite3.connect(path)) as database:
            found = database.execute("PRAGMA integrity_check").fetchone()[0]
            dangling = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        found, dangling = str(error), None
    if found != "ok" or dangling:
        raise BackupProblem(f"the database in it is damaged ({found}); take another backup")


def pack(database: Path, digest: Digest, to: Path, recipient: x25519.Recipient) -> None:
    """Write the encrypted file, whole or not at all; raises OSError."""
    plain = database.with_name("plain.tar")
    said = database.with_name(_DIGEST)
    said.write_text(json.dumps(asdict(digest)))
    with tarfile.open(plain, "w") as tar:
        tar.add(said, _DIGEST)
        tar.add(database, _DATABASE)
    with plain.open("rb") as source, written_whole(to) as target:
        encrypt_io(source, target, [recipient])
    plain.unlink()


def unpack(file: Path, into: Path, identity: x25519.Identity) -> tuple[Path, Digest]:
    """The database in a backup, checked, and its digest; raises BackupProblem, OSError."""
    plain, database = into / "plain.tar", into / _DATABASE
    try:
        _decrypt(file, plain, identity)
        with tarfile.open(plain) as tar:
            digest = Digest(**json.loads(_member(tar, _DIGEST).read(_LONGEST_DIGEST)))
            with database.open("wb") as target:
                shutil.copyfileobj(_member(tar, _DATABASE), target)
    except (
        DecryptError,
        tarfile.TarError,
        KeyError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        raise BackupProblem(
            f"{file}: this cannot be opened as a backup ({type(error).__name__}). Either it is "
            "damaged, or it was made for another key: name that with --identity."
        ) from None
    finally:
        plain.unlink(missing_ok=True)
    if digest.format != _FORMAT or digest_of(database) != digest.sha256:
        raise BackupProblem(f"{file}: its content is not what was backed up; take another one")
    check_database(database)
    return database, digest


def _decrypt(file: Path, to: Path, identity: x25519.Identity) -> None:
    with file.open("rb") as source, to.open("wb") as target:
        try:
            decrypt_io(source, target, [identity])
        except OSError as error:  # pyrage's way to say that the content is damaged
            raise ValueError(str(error)) from error


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _member(tar: tarfile.TarFile, name: str) -> "tarfile.ExFileObject":
    """One of the two, by its name: whatever else is in the archive is never put anywhere."""
    member = tar.getmember(name)
    file = tar.extractfile(member)
    if file is None or member.issparse():  # a sparse one can unpack to more than any disk holds
        raise KeyError(name)
    return file  # type: ignore[return-value]
