"""How long things are kept, and when follow-ups are due: by the environment, else as chosen in the
browser, else as usual.
"""

from collections.abc import Mapping

from app.settings import Settings
from counselling.accounts.office_rules import CHANGEABLE
from counselling.accounts.usual_days import NAME, chosen_days
from counselling.retention import Periods
from counselling.store.store import Store
from desk.kept_days import FollowUpDays, KeptDays

NAMES = ("keep_chats_days", "keep_cases_days", "keep_records_days", "keep_backups_days")


async def periods(settings: Settings, store: Store) -> Periods:
    """All of them, in days, as they count now."""
    chats, cases, records, backups = (row.days for row in await kept_days(settings, store))
    return Periods(chats=chats, cases=cases, records=records, backups=backups)


async def kept_days(settings: Settings, store: Store) -> list[KeptDays]:
    """The same, with where each comes from."""
    chosen = await store.finish(_chosen(store))
    return [_row(settings, chosen, name) for name in NAMES]


async def follow_up_days(settings: Settings, store: Store) -> FollowUpDays:
    """After how many days follow-ups are usually due, and where that comes from."""
    chosen, days = chosen_days(await store.finish(_chosen(store))), settings.follow_up_days
    fixed = NAME in settings.model_fields_set
    standard = tuple(Settings.model_fields[NAME].default)
    return FollowUpDays(days if fixed else chosen or days, standard, _variable(NAME, fixed=fixed))


def _row(settings: Settings, chosen: Mapping[str, int], name: str) -> KeptDays:
    days, fixed = int(getattr(settings, name)), name in settings.model_fields_set
    if not fixed and name in CHANGEABLE:
        days = chosen.get(name, days)
    standard = int(Settings.model_fields[name].default)
    return KeptDays(name, days, standard, _variable(name, fixed=fixed))


def _variable(name: str, *, fixed: bool) -> str | None:
    return f"OSSO_{name.upper()}" if fixed else None


async def _chosen(store: Store) -> dict[str, int]:
    async with store.read() as tx:
        return await tx.office_settings.all()
