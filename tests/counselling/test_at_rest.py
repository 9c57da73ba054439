"""What she wrote is not readable in the data folder, and gone for good once she erased it."""

from pathlib import Path

import pytest

from counselling.store.store import Store
from counselling.store.vault import Unreadable, Vault
from tests import looking
from tests.counselling.cast import SECRET, FakeAssistant, Woman, a_database, an_office

MARKER = "chuồn-chuồn-ớt-7731"


async def test_her_words_are_nowhere_in_the_files(tmp_path: Path) -> None:
    async with an_office(tmp_path, FakeAssistant()) as office:
        woman = Woman(office)
        await woman.says(f"tên em là {MARKER}")
        assert MARKER in (await woman.texts())[1]
        assert MARKER.encode() not in looking.kept(tmp_path)
    assert MARKER.encode() not in looking.kept(tmp_path)


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
    assert looking.rows(tmp_path, "SELECT count(*) FROM key", keys=True) == [(0,)]
    erased = looking.rows(tmp_path, "SELECT conversation_id FROM erasure", keys=True)
    assert erased == [(conversation.id,)]
    assert looking.rows(tmp_path, "SELECT count(*) FROM message") == [(0,)]


async def test_without_the_office_key_nothing_opens(tmp_path: Path) -> None:
    async with an_office(tmp_path, FakeAssistant()) as office:
        await Woman(office).says(MARKER)
    assert bytes(32) != SECRET
    store = Store(a_database(tmp_path), Vault(bytes(32)))
    async with store.read() as tx:
        conversation = await tx.conversations.at("webchat", "her-phone")
        assert conversation is not None
        with pytest.raises(Unreadable):
            await tx.messages.after(conversation.id, 0)
    await store.close()
