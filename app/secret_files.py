"""Secrets out of files, so that they need not stand in an environment or in ``.env``.

Two ways, as others do it: ``OSSO_SECRET_KEY_FILE=/run/secrets/key`` names a file (containers);
and what systemd hands over with ``LoadCredential=osso_secret_key:...`` lies in the folder
``$CREDENTIALS_DIRECTORY`` (systemd.exec(5)), which only this service can read.
"""

from collections.abc import Mapping
from pathlib import Path

SECRETS = ("secret_key", "telegram_token", "mail_url", "database_url", "keys_url")
"""The settings that may come so: keys, tokens, and addresses that hold a password."""
ENDING = "_FILE"
_LARGEST = 10_000  # bytes; none of them is a tenth of it


def names() -> set[str]:
    """What may stand in the environment for them, such as ``OSSO_SECRET_KEY_FILE``."""
    return {f"OSSO_{name.upper()}{ENDING}" for name in SECRETS}


def from_files(given: Mapping[str, str | None]) -> tuple[dict[str, str], list[str]]:
    """The secrets found in files, by setting, and what is wrong with others.

    ``given``: the environment, and ``.env`` below it. A secret that is given twice is a problem:
    nobody could say which of them counts. No problem quotes a secret.
    """
    found: dict[str, str] = {}
    problems: list[str] = []
    for name in SECRETS:
        setting = f"OSSO_{name.upper()}"
        files = _files(name, given)
        if len(files) + bool(given.get(setting)) > 1:
            problems.append(f"{setting}: it is given more than once; keep one of the ways")
            continue
        for told, file in files.items():
            try:
                found[name] = _read(file)
            except (OSError, ValueError) as error:
                problems.append(f"{told}: {file} cannot be read ({_why(error)}); mend it")
    return found, problems


def _files(name: str, given: Mapping[str, str | None]) -> dict[str, Path]:
    """Where this secret may be, by what says so."""
    files = {}
    named = f"OSSO_{name.upper()}{ENDING}"
    if path := given.get(named):
        files[named] = Path(path)
    if folder := given.get("CREDENTIALS_DIRECTORY"):
        file = Path(folder) / f"osso_{name}"
        if file.is_file():
            files["CREDENTIALS_DIRECTORY"] = file
    return files


def _read(file: Path) -> str:
    if file.stat().st_size > _LARGEST:
        raise ValueError("too large")
    return file.read_text("utf-8").strip()


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "it is no text" if isinstance(error, UnicodeDecodeError) else str(error)
