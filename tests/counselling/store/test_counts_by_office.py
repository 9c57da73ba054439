"""Counts of the offices: each thing at one of them, and nothing lost on the way there and back."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect, text

from app.office import Office
from counselling.permissions import Role
from counselling.store.cells import Cell
from counselling.store.revisions import MIGRATIONS
from tests.counselling.cast import Woman

ALWAYS = (date(2020, 1, 1), date(2999, 1, 1))
OLD = "INSERT INTO daily_count (day, kind, channel, language, subject, result, count) VALUES"


async def counted(office: Office, at: str | None = None) -> Counter[Cell]:
    async with office.store.read() as tx:
        return await tx.counts.between(*ALWAYS, office=at)


async def a_ticket_at(office: Office, place: str) -> None:
    user = await office.staff.add(
        f"at-{place}", "Lan", Role.COUNSELLOR, "a long enough password",
        must_change_password=False, office=place,
    )  # fmt: skip
    code = await Woman(office, address=f"of-{place}").asks_for_a_person()
    await office.casework.claim(code, by=user)
    await office.casework.reply(code, by=user, text="Chào chị", external_id="1")


async def test_the_offices_and_what_belongs_to_none_add_up_to_all(office: Office) -> None:
    await a_ticket_at(office, "can-tho")
    await a_ticket_at(office, "hai-phong")
    await Woman(office, address="of-nobody").says("xin chào")
    parts = [await counted(office, place) for place in ("can-tho", "hai-phong", "")]
    assert all(parts)
    assert sum(parts, Counter()) == await counted(office)


async def test_they_stay_with_their_office_when_she_erases(office: Office) -> None:
    await a_ticket_at(office, "can-tho")
    before = await counted(office, "can-tho")
    await office.reception.erase("webchat", "of-can-tho")
    after = await counted(office, "can-tho")
    for kind in ("woman", "visit", "hour", "session", "reply"):
        assert [n for cell, n in after.items() if cell.kind == kind] == [
            n for cell, n in before.items() if cell.kind == kind
        ], kind
    assert not await counted(office, "")


@pytest.fixture
def old_counts(tmp_path: Path) -> tuple[str, Config]:
    """A database of before, with a count in it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    migrate(url, config, "0008")
    with create_engine(url).begin() as database:
        database.execute(
            text(f"{OLD} ('2026-10-01', 'danger', 'webchat', 'vi', 'violence', '', 7)")
        )
    return url, config


def migrate(url: str, config: Config, revision: str, *, back: bool = False) -> None:
    with create_engine(url).connect() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if back else command.upgrade)(config, revision)
        connection.commit()


def test_what_was_counted_before_belongs_to_no_office(old_counts: tuple[str, Config]) -> None:
    url, config = old_counts
    migrate(url, config, "0014")
    with create_engine(url).connect() as database:
        assert database.execute(text("SELECT office, count FROM daily_count")).all() == [("", 7)]
        assert "office" in inspect(database).get_pk_constraint("daily_count")["constrained_columns"]


def test_going_back_adds_the_offices_up(old_counts: tuple[str, Config]) -> None:
    url, config = old_counts
    migrate(url, config, "0014")
    with create_engine(url).begin() as database:
        names = "(day, kind, channel, language, subject, result, office, count)"
        row = "('2026-10-01', 'danger', 'webchat', 'vi', 'violence', '', 'can-tho', 5)"
        database.execute(text(f"INSERT INTO daily_count {names} VALUES {row}"))  # noqa: S608
    migrate(url, config, "0008", back=True)
    with create_engine(url).connect() as database:
        assert database.execute(text("SELECT day, count FROM daily_count")).all() == [
            ("2026-10-01", 12)
        ]
