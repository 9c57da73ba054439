"""How long things are kept, by the settings."""

from app.settings import Settings
from counselling.retention import Periods


def periods(settings: Settings) -> Periods:
    """All of them, in days."""
    return Periods(
        chats=settings.keep_chats_days,
        cases=settings.keep_cases_days,
        records=settings.keep_records_days,
        backups=settings.keep_backups_days,
    )
