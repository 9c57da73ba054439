"""Keys that stand in the rows of a copy: they did before revision 0005, and belong to no backup."""

import sqlite3
from contextlib import closing
from pathlib import Path

_COLUMN = "wrapped_key"


def take_keys_out(copy: Path) -> None:
    """Leave no byte of a key in the copy; raises sqlite3.Error.

    They are in the key store by then (Store.prepare), and so in ``keys.age``.
    """
    with closing(sqlite3.connect(copy)) as database:
        columns = database.execute("PRAGMA table_info(conversation)").fetchall()
        if _COLUMN not in {name for _, name, *_ in columns}:
            return
        database.execute("PRAGMA secure_delete=ON")
        database.execute(f"UPDATE conversation SET {_COLUMN} = NULL")  # noqa: S608  # a fixed name
        database.commit()
        database.execute("VACUUM")
