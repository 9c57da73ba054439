"""Writing a plan's files, keeping what they were, and taking the last import back."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from counselling.faq.sheet.plan import FileChange
from counselling.faq.sheet.table import SheetProblems

_LIST = "import.json"
_DONE = ".undone"


class NothingToUndo(Exception):
    """No import is there to be taken back, or its files were changed since; the text says which."""


def carry_out(changes: Sequence[FileChange], folder: Path, copies: Path) -> Path:
    """Write every file; the copies of what they were go to a new folder in ``copies``.

    The copies are there before the first file is touched. Each file is exchanged whole. Raises
    SheetProblems, and writes nothing, if a file is no longer as it was when this was planned.
    """
    meanwhile = [one.file for one in changes if _content(folder / one.file) != one.before]
    if meanwhile:
        names = ", ".join(meanwhile)
        raise SheetProblems([f"changed just now: {names}. Run the import again."])
    kept = copies / datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    for change in changes:
        if change.before is not None:
            copy = kept / change.file
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(change.before)
    kept.mkdir(parents=True, exist_ok=True)
    listed = [
        {"file": one.file, "new": one.before is None, "after": _print(one.after)} for one in changes
    ]
    (kept / _LIST).write_text(json.dumps(listed, indent=1), "utf-8")
    for change in changes:
        _exchange(folder / change.file, change.after)
    return kept


def undo(folder: Path, copies: Path) -> list[str]:
    """Take the last import back; the names of the files that are as before.

    Raises NothingToUndo, and changes nothing, when there is none or when a file was changed since.
    """
    kept = max((one.parent for one in copies.glob(f"*/{_LIST}")), default=None)
    if kept is None:
        raise NothingToUndo("there is no import to take back")
    listed: list[dict[str, Any]] = json.loads((kept / _LIST).read_text("utf-8"))
    changed = [one["file"] for one in listed if _changed_since(folder / one["file"], one, kept)]
    if changed:
        names = ", ".join(changed)
        raise NothingToUndo(f"changed since the import: {names}; what it was is in {kept}")
    for one in listed:
        file = folder / one["file"]
        if one["new"]:
            file.unlink(missing_ok=True)
        else:
            _exchange(file, (kept / one["file"]).read_bytes())
    (kept / _LIST).rename(kept / (_LIST + _DONE))
    return [one["file"] for one in listed]


def _changed_since(file: Path, one: dict[str, Any], kept: Path) -> bool:
    """Whether a file is neither as the import left it nor as it was before."""
    now = _content(file)
    before = None if one["new"] else (kept / one["file"]).read_bytes()
    return now != before and (now is None or _print(now) != one["after"])


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _exchange(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")
    new.write_bytes(content)
    new.replace(file)


def _print(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
