"""Filling every table of a database, whatever its form: three believable rows in each."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

ROWS = 3
# What the program could have written; a column that is not named gets its name and a number.
_WORDS: Mapping[str, tuple[Any, ...]] = {
    "language": ("vi", "en", "ko"),
    "channel": ("webchat", "telegram", "webchat"),
    "handler": ("assistant", "waiting", "counsellor"),
    "sender": ("woman", "assistant", "counsellor"),
    "role": ("counsellor", "supervisor", "administrator"),
    "danger": ("none", "amber", "red"),
    "priority": ("normal", "urgent", "emergency"),
    "login": ("lan", "mai", "hương"),
    "name": ("Lan", "Mai", "Hương"),
    "country": ("VN", "KR", "TW"),
    "text": ("Chị có đồng ý không?", "Do you agree?", "동의하세요?"),
}
_STATES: Mapping[str, tuple[str, ...]] = {
    "ticket": ("open", "claimed", "closed"),
    "referral": ("draft", "sent", "declined"),
    "outbox": ("pending", "pending", "failed"),
}
_SAME = {"agreed_version": "version"}
"""Columns that a check of the database compares with another."""


def fill(connection: Connection) -> dict[str, int]:
    """Empty every table, and put ROWS rows into each; how many, by table."""
    tables = MetaData()
    tables.reflect(connection)
    wanted = [one for one in tables.sorted_tables if one.name != "alembic_version"]
    for table in reversed(wanted):
        connection.execute(table.delete())
    for table in wanted:
        for number in range(ROWS):
            connection.execute(table.insert().values(**_row(table, number)))
    return {table.name: ROWS for table in wanted}


def _row(table: Table, number: int) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in table.columns:
        row[column.name] = value_of(column, number)
    for name, same_as in _SAME.items():
        if name in row:
            row[name] = row[same_as]
    return row


def value_of(column: Column[Any], number: int) -> Any:
    """What the row ``number`` of its table has there; what refers to a row refers to that one."""
    for key in column.foreign_keys:
        return value_of(key.column, number)
    name, table = column.name, column.table.name
    if name == "state" and table in _STATES:
        return _STATES[table][number]
    if name in _WORDS and isinstance(column.type, String):
        return _WORDS[name][number]
    return _by_type(column, f"{table} {name}", number)


def _by_type(column: Column[Any], words: str, number: int) -> Any:
    kind = column.type
    if isinstance(kind, Boolean):
        return number == 1
    if isinstance(kind, Integer | Float):
        return number + 1
    if isinstance(kind, DateTime):
        return datetime(2026, 1 + number, 2, 3, 4, 5, 678_000, tzinfo=UTC)
    if isinstance(kind, Date):
        return date(2026, 1 + number, 2)
    if isinstance(kind, LargeBinary):
        return bytes([number]) * 7 + words.encode() + bytes(40)
    if isinstance(kind, String):
        length = kind.length or 100
        return f"{number}{words}"[:length] if length < len(words) + 1 else f"{words}{number}"
    raise TypeError(f"{words}: a column of a kind that nobody has thought of: {kind!r}")
