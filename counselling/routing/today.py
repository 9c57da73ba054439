"""The 34 provinces and cities of today, under short ids: what is noted of where a woman lives."""

from collections.abc import Collection, Mapping
from functools import cache

from counselling.routing.provinces import Province, provinces
from counselling.routing.said import Named
from language.normalise import fold

NOT_TO_BE_NOTED = ""
"""She does not want it noted, so what she writes is not read for it again."""


class NoSuchProvince(ValueError):
    """None of today's provinces has this id."""


@cache
def today() -> Mapping[str, str]:
    """Their Vietnamese names by their ids, such as ``hai-phong``, in the order of their names."""
    names = {one.now for one in provinces().values()}
    return {_id(name): name for name in sorted(names, key=fold)}


@cache
def names_to_choose() -> tuple[tuple[str, str, str], ...]:
    """Every name, old ones too: itself, the id it stands for, and that one's name if another."""
    found = [
        (one.name, _id(one.now), one.now if one.now != one.name else "")
        for one in provinces().values()
    ]
    return tuple(sorted(found, key=lambda row: fold(row[0])))


def name_of(province: str, language: str) -> str:
    """The name of an id; English writes it without marks: "Hai Phong"."""
    if language == "en":
        return province.replace("-", " ").title()
    return today().get(province, province)


def the_one(named: Named) -> str | None:
    """The id of the one province in which all that she named lies; None where that is not plain.

    Two that are one today, "Hải Dương" and "Hải Phòng", are one.
    """
    now = _now(named.provinces)
    return _id(now.pop()) if len(now) == 1 and not named.unsure else None


def checked(province: str | None) -> str | None:
    """The same, if it may be noted: an id, NOT_TO_BE_NOTED, or None for not known.

    Raises NoSuchProvince.
    """
    if province and province not in today():
        raise NoSuchProvince(province[:40])
    return province


def _now(named: Collection[Province]) -> set[str]:
    return {one.now for one in named}


def _id(name: str) -> str:
    return fold(name).replace(" ", "-")
