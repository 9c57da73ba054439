"""The provinces of Viet Nam, old and new, by all the ways their names are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from language.normalise import fold

_FILE = Path(__file__).with_name("provinces.tsv")


@dataclass(frozen=True)
class Province:
    """One of the 63 of before; ``now``: the one of today's 34 that it belongs to.

    ``where``: its name means something else too. ``names``: all of them, its own first.
    """

    name: str
    now: str
    where: bool
    names: tuple[str, ...]


@cache
def provinces() -> Mapping[str, Province]:
    """By the name of before."""
    rows = _FILE.read_text(encoding="utf-8").splitlines()
    found = (_province(row) for row in rows if row and not row.startswith("#"))
    return {province.name: province for province in found}


@cache
def by_key() -> Mapping[str, tuple[Province, str]]:
    """The province and the name as written in the file, by ``key`` of that name."""
    return {key(name): (one, name) for one in provinces().values() for name in one.names}


def province_named(name: str) -> Province | None:
    """The province an editor means by ``name``."""
    found = by_key().get(key(name))
    return found[0] if found else None


def key(name: str) -> str:
    """A name without marks, blanks and signs, as teencode writes it: ``haiduong``."""
    return "".join(sign for sign in fold(name) if sign.isalnum())


def _province(row: str) -> Province:
    name, now, where, others = [*row.split("\t"), "", ""][:4]
    more = tuple(other.strip() for other in others.split(";") if other.strip())
    return Province(name, now, where == "where", (name, *more))
