"""An office that kept its keys in the database moves them out at its first start."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from counselling.store.revisions import MIGRATIONS
from counselling.store.store import Store
from counselling.store.vault import Vault

VAULT = Vault(bytes(range(32)))
WRAPPED = {f"c{number}": VAULT.new_key(f"c{number}") for number in range(50)}


def before_the_move(path: Path) -> None:
    """A database of revision 0002 with conversations, one of them erased."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with create_engine(f"sqlite:///{path}").connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.commit()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.executemany(
            "INSERT INTO conversation (id, channel, address, created_at, language_chosen, handler,"
            " last_seq, wrapped_key) VALUES (?, 'webchat', ?, '2026-01-01', 0, 'assistant', 1, ?)",
            [(name, name, wrapped) for name, wrapped in [*WRAPPED.items(), ("gone", None)]],
        )
        database.executemany(
            "INSERT INTO message (conversation_id, seq, sender, sealed, danger, at, turn_due)"
            " VALUES (?, 1, 'woman', ?, 'none', '2026-01-01', 0)",
            [(name, sealed(name)) for name in WRAPPED],
        )
    database.close()


def sealed(name: str) -> bytes:
    body = '{"text": "lời của chị", "choices": [], "choice": null}'
    return VAULT.open_key(WRAPPED[name], name).seal(body, "message 1")


async def test_texts_open_as_before_and_the_old_file_has_no_byte_of_a_key(tmp_path: Path) -> None:
    path = tmp_path / "osso.sqlite3"
    before_the_move(path)
    assert all(wrapped in path.read_bytes() for wrapped in WRAPPED.values())
    store = Store(f"sqlite+aiosqlite:///{path}", VAULT)
    await store.prepare()
    left = b"".join(
        file.read_bytes() for file in tmp_path.iterdir() if file.name.startswith("osso")
    )
    assert not any(wrapped in left for wrapped in WRAPPED.values())
    assert (await store.keys.ring()).keys == WRAPPED
    async with store.read() as tx:
        for name in WRAPPED:
            assert [one.text for one in await tx.messages.after(name, 0)] == ["lời của chị"]
    await store.close()


async def test_a_move_that_was_interrupted_is_done_again(tmp_path: Path) -> None:
    path = tmp_path / "osso.sqlite3"
    before_the_move(path)
    for _ in range(2):  # the second time the keys are in both places at first
        store = Store(f"sqlite+aiosqlite:///{path}", VAULT)
        await store.prepare()
        assert (await store.keys.ring()).keys == WRAPPED
        await store.close()
        path.unlink()
        before_the_move(path)
