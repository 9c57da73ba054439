"""Reading duty.yml: either a roster that is right, or every problem in it."""

import re
from pathlib import Path

from counselling.conversations import LANGUAGES
from counselling.duty.hours import EXAMPLE, NoShift, Shift, read_shift
from counselling.duty.roster import DutyPerson, Roster
from counselling.faq.fields import Fields
from counselling.faq.problems import FaqProblems, Findings
from counselling.faq.registers import listed
from counselling.faq.source import Source, read
from counselling.faq.tree import Tree

FILE = "duty.yml"
LONGEST_ID, LONGEST_NAME = 40, 80

_PERSON = {
    "id": "id: lan",
    "name": "name: Lan",
    "email": "email: lan@example.org",
    "telegram": "telegram: 123456789",
    "language": "language: vi",
    "hours": f'hours: ["{EXAMPLE}"]',
}
_OPTIONAL = frozenset({"email", "telegram", "hours"})
# Deliberately narrow: what is right and unusual can be asked for, a wrong one is found too late.
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CHAT = re.compile(r"-?[0-9]{3,20}")


def read_roster(path: Path) -> Roster:
    """The roster in the file at ``path``; raises FaqProblems with everything that is wrong."""
    findings = Findings()
    source = read(path, path.name, findings)
    people = _people(source, findings) if source else ()
    if findings.fatal:
        raise FaqProblems(findings.in_order())
    return Roster(people)


def _people(source: Source, findings: Findings) -> tuple[DutyPerson, ...]:
    found: dict[str, DutyPerson] = {}
    lines: dict[str, int] = {}
    for tree in listed(source, findings):
        person = _person(tree)
        if person.id in found:
            what = f'the id "{person.id}" stands here twice (first in line {lines[person.id]})'
            tree.error(what, "Give this one an id of its own.")
        elif person.id:
            found[person.id], lines[person.id] = person, tree.line
    return tuple(found.values())


def _person(tree: Tree) -> DutyPerson:
    fields = Fields(tree, _PERSON, _OPTIONAL)
    if not fields.trees.keys() & {"email", "telegram"}:
        mend = f'Add a line "{_PERSON["email"]}" or "{_PERSON["telegram"]}".'
        tree.error("there is no way to reach this person", mend)
    language = fields.choice("language", LANGUAGES)
    return DutyPerson(
        id=_short(fields, "id", fields.slug("id"), LONGEST_ID),
        name=_short(fields, "name", fields.text("name"), LONGEST_NAME),
        language=next((one for one in LANGUAGES if one == language), "vi"),
        email=_shaped(fields, "email", _EMAIL, "this is no e-mail address"),
        telegram=_shaped(fields, "telegram", _CHAT, "this is no number of a Telegram chat"),
        shifts=_shifts(fields),
    )


def _short(fields: Fields, key: str, text: str, most: int) -> str:
    if len(text) > most:
        fields.trees[key].error(f"this is longer than {most} letters", "Shorten it.")
    return text


def _shaped(fields: Fields, key: str, shape: re.Pattern[str], what: str) -> str:
    """An address. It is not repeated in the problem, which others read too."""
    written = fields.text(key)
    if written and not shape.fullmatch(written):
        fields.trees[key].error(what, f'Write it like this: "{_PERSON[key]}".')
    return written


def _shifts(fields: Fields) -> tuple[Shift, ...]:
    shifts = []
    for written in fields.texts("hours"):
        try:
            shifts.append(read_shift(written.value))
        except NoShift as wrong:
            tree = fields.trees["hours"]
            mend = f'Write days and hours like this: "{EXAMPLE}".'
            tree.findings.error(tree.spot, written.line, str(wrong), mend)
    return tuple(shifts)
