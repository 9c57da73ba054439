"""One backup file: a tar of the database, the office's files and their digest, by age."""

import json
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import asdict
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from pyrage import DecryptError, decrypt_io, encrypt_io, x25519

from app.backup.beside import is_ours
from app.backup.digest import FORMAT, Digest, counts_of, digest_of
from app.backup.problem import BackupProblem
from app.backup.whole_files import written_whole

_DATABASE, _DIGEST = "osso.sqlite3", "digest.json"
_LONGEST_DIGEST = 5_000_000  # bytes; it has a hundred for each file
_PAGES = 2000  # copied between two words about the progress


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


def pack(
    database: Path,
    beside: Iterable[tuple[str, Path]],
    made_at: str,
    to: Path,
    recipient: x25519.Recipient,
) -> Digest:
    """Write the encrypted file, whole or not at all; what it says of itself. Raises OSError.

    ``beside``: what else goes in, by its name there.
    """
    plain = database.with_name("plain.tar")
    with tarfile.open(plain, "w") as tar:
        tar.add(database, _DATABASE, filter=_nobodys)
        files = dict(_add_all(tar, beside))
        digest = Digest(made_at, digest_of(database), files=files, counts=counts_of(database))
        _add(tar, _DIGEST, json.dumps(asdict(digest)).encode())
    with plain.open("rb") as source, written_whole(to) as target:
        encrypt_io(source, target, [recipient])
    plain.unlink()
    return digest


def unpack(file: Path, into: Path, identity: x25519.Identity) -> tuple[Path, Digest]:
    """The database in a backup, checked, and its digest; raises BackupProblem, OSError.

    The files beside it are laid below ``into`` by their names.
    """
    plain, database = into / "plain.tar", into / _DATABASE
    try:
        _decrypt(file, plain, identity)
        with tarfile.open(plain) as tar:
            digest = Digest(**json.loads(_member(tar, _DIGEST).read(_LONGEST_DIGEST)))
            with database.open("wb") as target:
                shutil.copyfileobj(_member(tar, _DATABASE), target)
            whole = digest_of(database) == digest.sha256 and _lay_out(tar, digest, into)
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
    if digest.format > FORMAT:
        raise BackupProblem(f"{file}: a newer program made this; restore it with that one")
    if not whole:
        raise BackupProblem(f"{file}: its content is not what was backed up; take another one")
    check_database(database)
    return database, digest


def _add_all(tar: tarfile.TarFile, beside: Iterable[tuple[str, Path]]) -> Iterable[tuple[str, str]]:
    for name, path in beside:
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # a draft that was published just now
            continue
        _add(tar, name, content)
        yield name, sha256(content).hexdigest()


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    told = tarfile.TarInfo(name)
    told.size, told.mode = len(content), 0o600
    tar.addfile(told, BytesIO(content))


def _nobodys(told: tarfile.TarInfo) -> tarfile.TarInfo:
    told.uid = told.gid = 0
    told.uname = told.gname = ""
    return told


def _lay_out(tar: tarfile.TarFile, digest: Digest, into: Path) -> bool:
    """Whether all files beside the database were there, and as they should be."""
    for name, said in digest.files.items():
        content = _member(tar, name).read()
        if not is_ours(name) or sha256(content).hexdigest() != said:
            return False
        (into / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (into / name).write_bytes(content)
    return True


def _decrypt(file: Path, to: Path, identity: x25519.Identity) -> None:
    with file.open("rb") as source, to.open("wb") as target:
        try:
            decrypt_io(source, target, [identity])
        except OSError as error:  # pyrage's way to say that the content is damaged
            raise ValueError(str(error)) from error


def _member(tar: tarfile.TarFile, name: str) -> "tarfile.ExFileObject":
    """One of the two, by its name: whatever else is in the archive is never put anywhere."""
    member = tar.getmember(name)
    file = tar.extractfile(member)
    if file is None or member.issparse():  # a sparse one can unpack to more than any disk holds
        raise KeyError(name)
    return file  # type: ignore[return-value]
