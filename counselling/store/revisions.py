"""Which form the tables have, which forms this program knows, and never a step into the unknown."""

from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect

from counselling.store.newer_database import NewerDatabase

MIGRATIONS = Path(__file__).parent / "migrations"


def known_revisions() -> frozenset[str]:
    """The forms this program knows: migrations are named by their number."""
    names = (path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    return frozenset(name.split("_")[0] for name in names)


def newest_revision() -> str:
    """The form the tables of this program have."""
    return max(known_revisions())


def found_revision(connection: Connection) -> str | None:
    """The form the tables have; None in an empty database. Raises NewerDatabase."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    if found is not None and found not in known_revisions():
        raise NewerDatabase(found, newest_revision())
    return found


def revision_of_file(path: Path) -> str | None:
    """The same of a SQLite file that nobody uses; None if it is no office's."""
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            return found_revision(connection)
    finally:
        engine.dispose()
