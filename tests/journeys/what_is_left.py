"""What lies on the disk after she erased: sealed texts, and the keys that could open them."""

import base64
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.secret_key import FILE_NAME
from counselling.store.sql_keys import SqlKeys
from counselling.store.vault import Unreadable, Vault


def sealed_parts(database: Path) -> list[bytes]:
    """How each part of the file begins, as it lies on the disk."""
    with closing(sqlite3.connect(database)) as opened:
        return [part[:64] for (part,) in opened.execute("SELECT sealed FROM attachment_part")]


def sealed_texts(database: Path) -> list[tuple[str, int, bytes]]:
    with closing(sqlite3.connect(database)) as opened:
        return opened.execute("SELECT conversation_id, seq, sealed FROM message").fetchall()


def is_empty(path: Path) -> bool:
    return not path.exists() or path.stat().st_size == 0


async def keys_of(data: Path) -> tuple[list[bytes], set[str]]:
    """The wrapped keys that are there, and the conversations that were erased."""
    # A copy, so that reading leaves no trace in the real one.
    folder = data.parent / "keys"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file in data.glob("keys.sqlite3*"):
        shutil.copy(file, folder)
    keys = SqlKeys(f"sqlite+aiosqlite:///{folder / 'keys.sqlite3'}")
    ring = await keys.ring()
    await keys.close()
    return list(ring.keys.values()), set(ring.erasures)


async def nothing_opens(data: Path, sealed: list[tuple[str, int, bytes]]) -> None:
    """Not even with the office's secret key and every key there is."""
    vault = Vault(base64.b64decode((data / FILE_NAME).read_text()))
    wrapped, erased = await keys_of(data)
    assert {conversation for conversation, _, _ in sealed} <= erased
    for conversation, seq, text in sealed:
        for key in [*wrapped, text[:60]]:
            with pytest.raises(Unreadable):
                vault.open_key(key, conversation).open(text, f"message {seq}")
