"""Look after who is called when an emergency waits: check duty.yml, or send somebody a test."""

import argparse
import asyncio
from datetime import UTC, datetime

from app.paging import desk_address, ways_out
from app.settings import Settings
from counselling.duty.page import Why
from counselling.duty.reading import FILE, read_roster
from counselling.duty.roster import WAYS, DutyPerson, Roster
from counselling.duty.telling import spoken_moment
from counselling.duty.ways import NotPaged, Way
from counselling.duty.words import trial_text

_SETTINGS = {"telegram": "OSSO_TELEGRAM_TOKEN", "email": "OSSO_MAIL_URL"}
_FIELDS = {"telegram": "telegram_token", "email": "mail_url"}
_WHY = {
    Why.BLOCKED: "she has blocked the bot, or never written to it; let her write to it once",
    Why.NO_CHAT: f"there is no such address; correct it in {FILE}",
    Why.BAD_TOKEN: "Telegram does not accept OSSO_TELEGRAM_TOKEN (or see OSSO_TELEGRAM_API_URL)",
    Why.BAD_LOGIN: "the mail server does not accept user and password of OSSO_MAIL_URL",
    Why.REFUSED: "the mail server refuses to take it (OSSO_MAIL_URL, OSSO_MAIL_FROM)",
    Why.NO_REPLY: "no answer; is the network up, and the address in .env right?",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso duty check`` and ``./osso duty try NAME``"""
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check", help="what is wrong in duty.yml, and who is on duty now")
    trial = verbs.add_parser("try", help="send somebody a test page, to see that it arrives")
    trial.add_argument("name", help="her id or name in duty.yml")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do it; 1 when something must be mended. Raises FaqProblems."""
    file = settings.data_dir / FILE
    if not file.exists():
        print(f"There is no {file}: nobody is called.")
        print("Copy docs/duty.example.yml there and change it; docs/duty.md says how.")
        return 1
    roster = read_roster(file)
    if options.verb == "check":
        return _check(roster, settings)
    return asyncio.run(_try(roster, settings, options.name))


def _check(roster: Roster, settings: Settings) -> int:
    running = [way for way in WAYS if getattr(settings, _FIELDS[way]).get_secret_value()]
    unreached = [person for person in roster.people if not person.ways(running)]
    for person in unreached:
        needed = " or ".join(_SETTINGS[way] for way in WAYS if person.address(way))
        print(f"{FILE}: {person.id}: she cannot be called yet. Set {needed} in .env.")
    print(f"{FILE} is in order: {len(roster.people)} on the list.")
    now, reachable = datetime.now(UTC), roster.reachable(running)
    on_duty = reachable.on_duty(now)
    if on_duty:
        names = ", then ".join(person.name for person in on_duty)
        print(f"On duty now, in the order of the calls: {names}")
    else:
        begins = reachable.next_begin(now)
        when = f"; the next duty begins {spoken_moment(begins, 'en')}" if begins else ""
        print(f"Nobody who can be called is on duty now{when}. Women are told so.")
    return 1 if unreached else 0


async def _try(roster: Roster, settings: Settings, name: str) -> int:
    person = next((one for one in roster.people if name in {one.id, one.name}), None)
    if person is None:
        known = ", ".join(one.id for one in roster.people) or "nobody"
        print(f"There is no '{name}' in {FILE}; these there are: {known}")
        return 1
    ways = ways_out(settings)
    try:
        return await _send(person, ways, desk_address(settings))
    finally:
        for way in ways.values():
            await way.close()


async def _send(person: DutyPerson, ways: dict[str, Way], desk: str) -> int:
    status = 0
    for name in WAYS:
        if not person.address(name):
            continue
        if name not in ways:
            print(f"{name}: not set up; set {_SETTINGS[name]} in .env")
            status = 1
            continue
        try:
            await ways[name].send(person.address(name), trial_text(person.language, desk))
        except NotPaged as failure:
            print(f"{name}: not delivered: {_WHY.get(failure.why, failure.why)}")
            status = 1
        else:
            print(f"{name}: sent. Ask {person.name} whether it arrived, with a sound.")
    return status
