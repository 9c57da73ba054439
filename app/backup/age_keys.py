"""The key of the backups, in the age format (https://age-encryption.org/v1)."""

import os
from dataclasses import dataclass
from pathlib import Path

from pyrage import IdentityError, RecipientError, x25519

from app.backup.problem import BackupProblem
from app.settings import Settings

FILE_NAME = "backup.key"


@dataclass(frozen=True)
class BackupKey:
    """Whom backups are encrypted to. ``identity`` opens them; None where it is kept elsewhere.

    ``made``: the file the identity was just written to, at the first backup.
    """

    recipient: x25519.Recipient
    identity: x25519.Identity | None
    made: Path | None = None


def backup_key(settings: Settings) -> BackupKey:
    """The key by these settings, made once if there is none; raises BackupProblem, OSError."""
    if settings.backup_recipient:
        try:
            return BackupKey(x25519.Recipient.from_str(settings.backup_recipient), None)
        except RecipientError:
            raise BackupProblem(
                "OSSO_BACKUP_RECIPIENT is no age public key; it begins with age1 and is made with "
                "age-keygen. Mend it in .env, or leave it out."
            ) from None
    path = settings.data_dir / FILE_NAME
    if path.exists():
        identity = read_identity(path)
        return BackupKey(identity.to_public(), identity)
    identity = x25519.Identity.generate()
    _write_private(path, f"{identity}\n")
    return BackupKey(identity.to_public(), identity, made=path)


def read_identity(path: Path) -> x25519.Identity:
    """The identity in a file, which may have comment lines; raises BackupProblem."""
    try:
        lines = path.read_text("ascii", errors="replace").splitlines()
    except OSError as error:
        raise BackupProblem(
            f"{path}: the key of the backups cannot be read ({error.strerror}). Put its safe copy "
            "there, or name it with --identity."
        ) from None
    for line in lines:
        if line.startswith("AGE-SECRET-KEY-"):
            try:
                return x25519.Identity.from_str(line.strip())
            except IdentityError:
                break
    raise BackupProblem(f"{path}: this is no age key; it needs a line AGE-SECRET-KEY-...")


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
