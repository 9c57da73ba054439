"""What she wrote is not readable in the data folder, and gone for good once she erased it."""

import sqlite3
from pathlib import Path

import pytest

from counselling.store.store import Store
from counselling.store.vault import Unreadable, Vault
from tests.counselling.cast import SECRET, FakeAssistant, Woman, an_office

MARKER = "chuồn-chuồn-ớt-7731"


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


async def test_her_words_are_nowhere_in_the_files(tmp_path: Path) -> None:
    async with an_office(tmp_path, FakeAssistant()) as office:
        woman = Woman(office)
        await woman.says(f"tên em là {MARKER}")
        assert MARKER in (await woman.texts())[1]
        assert MARKER.encode() not in bytes_of(tmp_path)
    assert MARKER.encode() not in bytes_of(tmp_path)


async def test_erasing_destroys_the_key_and_every_message(
    tmp_path: Path,
) -> None:
    async with an_office(tmp_path, FakeAssistant()) as office:
        woman = Woman(office)
        await woman.says(MARKER)
        async with office.store.read() as tx:
            conversation = await tx.conversations.at("webchat", "her-phone")
            assert conversation is not None
            await tx.conversations.sealer(conversation.id)
        await office.reception.erase("webchat", "her-phone")
        async with office.store.read() as tx:
            with pytest.raises(Unreadable):
                await tx.conversations.sealer(conversation.id)
    with sqlite3.connect(tmp_path / "keys.sqlite3") as keys:
        assert keys.execute("select count(*) from key").fetchone() == (0,)
        assert keys.execute("select conversation_id from erasure").fetchall() == [
            (conversation.id,)
        ]
    with sqlite3.connect(tmp_path / "osso.sqlite3") as database:
        assert database.execute("select count(*) from message").fetchone() == (0,)


async def test_without_the_office_key_nothing_opens(tmp_path: Path) -> None:
    async with an_office(tmp_path, FakeAssistant()) as office:
        await Woman(office).says(MARKER)
    assert bytes(32) != SECRET
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'osso.sqlite3'}", Vault(bytes(32)))
    async with store.read() as tx:
        conversation = await tx.conversations.at("webchat", "her-phone")
        assert conversation is not None
        with pytest.raises(Unreadable):
            await tx.messages.after(conversation.id, 0)
    await store.close()
