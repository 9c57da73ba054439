"""Which numbers help a woman where she is, and how they are told."""

from collections.abc import Iterable, Mapping
from datetime import date

from counselling.conversations import COUNTRIES, Country, Language
from counselling.faq.model import DangerReply, Hotline
from counselling.faq.problems import Findings, Spot

ANYWHERE = "any"
AT_HAND = 2
"""How many numbers a short line has room for."""


def where_she_is(country: Country | None) -> Country:
    """The country whose numbers she is shown: hers, or the likeliest one."""
    return country or COUNTRIES[0]


def near(lines: Iterable[Hotline], country: Country | None) -> list[Hotline]:
    """Those of her country, then those that help from anywhere; each in the order given."""
    here = where_she_is(country)
    useful = [line for line in lines if line.country in {here, ANYWHERE}]
    return sorted(useful, key=lambda line: line.country == ANYWHERE)


def countries(
    replies: Mapping[tuple[str, str], DangerReply], hotlines: Mapping[str, Hotline]
) -> tuple[Country, ...]:
    """The countries for which a red reply has a number, the likeliest first."""
    red = [reply for (_, level), reply in replies.items() if level == "red"]
    named = [name for reply in red for name in reply.hotlines]
    known = {hotlines[name].country for name in named}
    return tuple(country for country in COUNTRIES if country in known)


def hotline_line(hotline: Hotline, language: Language, *more: str) -> str:
    """``• Police: 113 (day and night; more)``."""
    known = "; ".join(part for part in (hotline.hours.get(language), *more) if part)
    return f"• {hotline.name[language]}: {hotline.number}" + (f" ({known})" if known else "")


def at_hand(lines: Iterable[Hotline], language: Language) -> str:
    """The first numbers in one short row: ``Police 113, Ambulance 115``."""
    first = list(lines)[:AT_HAND]
    return ", ".join(f"{line.name[language]} {line.number}" for line in first)


def month(day: date) -> str:
    """``11/2026``: of many sources no more than the month is known."""
    return f"{day.month}/{day.year}"


def check_countries(
    replies: Mapping[tuple[str, str], DangerReply],
    hotlines: Mapping[str, Hotline],
    places: Mapping[tuple[str, str], tuple[Spot, int]],
    findings: Findings,
) -> None:
    """Note every red reply that has no number for a country of which another one has.

    ``places``: where the hotlines of each reply stand. Ids that are not known come first: while
    there are any, countries are not looked at.
    """
    if any(name not in hotlines for reply in replies.values() for name in reply.hotlines):
        return
    offered = countries(replies, hotlines)
    for (category, level), reply in replies.items():
        known = {hotlines[name].country for name in reply.hotlines}
        missing = [country for country in offered if country not in known]
        if level != "red" or not reply.hotlines or not missing:
            continue
        spot, line = places[category, level]
        what = f"no number here is for a woman in: {', '.join(missing)}"
        mend = "Add the id of a hotline of that country, as the other replies have one."
        findings.error(spot, line, what, mend)
