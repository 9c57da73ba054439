"""Choosing the office of a new ticket; where that is not plain, it is the common queue's."""

from collections.abc import Collection

from counselling.faq.model import Office
from counselling.routing.provinces import Province, province_named
from counselling.routing.said import Named


def office_for(named: Named, theme: str | None, offices: Collection[Office]) -> str | None:
    """The id of the office for a woman who ``named`` these provinces and asked about ``theme``.

    ``offices``: those with somebody to answer. None: no office, several, or not sure.
    """
    if named.unsure or not named.provinces:
        return None
    serving = [one for one in offices if not one.themes or theme in one.themes]
    chosen = {_the_one_for(province, serving) for province in named.provinces}
    return chosen.pop() if len(chosen) == 1 else None


def _the_one_for(province: Province, offices: Collection[Office]) -> str | None:
    """The office that is for this province first of all; else the one that serves it too."""
    ranked = [(rank, one.id) for one in offices if (rank := _rank(one, province)) is not None]
    best = [name for rank, name in ranked if rank == min(ranked)[0]]
    return best[0] if len(best) == 1 else None


def _rank(office: Office, province: Province) -> int | None:
    areas = [area.name for area in map(province_named, office.areas) if area]
    if province.name in areas:
        return min(areas.index(province.name), 1)
    return 2 if province.now in areas else None
