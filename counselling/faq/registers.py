"""The lists beside the entries: hotlines, One-Stop Service Offices and partner agencies."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from ruamel.yaml.nodes import MappingNode, SequenceNode

from counselling.faq.fields import Fields
from counselling.faq.model import EMERGENCY, THEMES, Hotline, Office, Partner
from counselling.faq.office_hours import read_areas, read_calendar
from counselling.faq.phones import known_numbers
from counselling.faq.problems import Findings, Spot, suggestion
from counselling.faq.source import Source
from counselling.faq.tree import Tree, line_of
from counselling.faq.yaml_text import compose
from counselling.hours.weekly import EXAMPLE
from counselling.referrals.terms import NEEDS

COUNTRIES = ("vn", "kr", "tw", "any")
CONFIDENCE = ("high", "medium", "low")
KINDS = ("state", "union", "health", "school", "foundation", "abroad")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")

_NAME = {"id": "id: legal-aid", "name": "name: {vi: …, en: …, ko: …}"}
_ORIGIN = {"source": "source: …", "as_of": "as_of: 2026-11-22"}
_HOTLINE = _NAME | {
    "number": "number: 1800.1233",
    "hours": "hours: {vi: …, en: …, ko: …}",
    "cost": "cost: {vi: …, en: …, ko: …}",
    "country": "country: vn",
    "for": "for: [legal]",
    **_ORIGIN,
    "confidence": "confidence: high",
}
_OFFICE = _NAME | {
    "address": 'address: ""',
    "phone": 'phone: ""',
    "hours": 'hours: ""',
    "email": 'email: ""',
    "areas": "areas: []",
    "open": f'open: ["{EXAMPLE}"]',
    "closed_on": "closed_on: [2027-02-05]",
    "themes": "themes: [legal]",
    **_ORIGIN,
}
_PARTNER = _NAME | {
    "services": "services: {vi: …, en: …, ko: …}",
    "area": "area: Hà Nội",
    "kind": "kind: state",
    "needs": "needs: [legal]",
    "provinces": "provinces: []",
    "phone": 'phone: ""',
    "email": 'email: ""',
    "hours": 'hours: ""',
    "address": 'address: ""',
    **_ORIGIN,
}

Item = TypeVar("Item", Hotline, Office, Partner)


@dataclass(frozen=True)
class Registers:
    """The three lists, each by id."""

    hotlines: Mapping[str, Hotline]
    offices: Mapping[str, Office]
    partners: Mapping[str, Partner]

    @property
    def numbers(self) -> frozenset[str]:
        """Every telephone number of theirs, as digits."""
        lines = [hotline.number for hotline in self.hotlines.values()]
        offices = [office.phone for office in self.offices.values()]
        partners = [partner.phone for partner in self.partners.values()]
        return known_numbers(lines + offices + partners)


def read_hotlines(source: Source, findings: Findings) -> dict[str, Hotline]:
    """The hotlines of faq/hotlines.yml; problems are noted."""
    found = _read(source, findings, _hotline)
    unread = not found and findings.about(source.file)
    helping = [line for line in found.values() if EMERGENCY in line.topics]
    if not unread and all(line.confidence == "low" for line in helping):
        what = f'no hotline is for "{EMERGENCY}", so none is shown when the assistant is down'
        mend = f'Add {EMERGENCY} to "for" of those that help at any hour, such as the police.'
        findings.error(Spot(source.file), 1, what, mend)
    return found


def read_offices(source: Source, findings: Findings) -> dict[str, Office]:
    """The offices of faq/offices.yml; problems are noted."""
    return _read(source, findings, _office)


def read_partners(source: Source, findings: Findings) -> dict[str, Partner]:
    """The partner agencies of faq/partners.yml; problems are noted."""
    return _read(source, findings, _partner)


def _read(source: Source, findings: Findings, build: Callable[[Tree], Item]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    lines: dict[str, int] = {}
    for tree in listed(source, findings):
        item = build(tree)
        if item.id in found:
            what = f'the id "{item.id}" stands here twice (first in line {lines[item.id]})'
            tree.error(what, "Give this one an id of its own.")
        elif item.id:
            found[item.id], lines[item.id] = item, tree.line
    return found


def listed(source: Source, findings: Findings) -> Iterator[Tree]:
    """The items of a file that is one list, each named by its id; misshapen ones are noted."""
    spot = Spot(source.file)
    node = compose(source.text, spot, findings)
    if node is None:
        return
    tree = Tree(node, spot, findings, line_of(node))
    if tree.empty:
        return
    if not isinstance(node, SequenceNode):
        tree.error("a list is expected here", 'Begin every item with "- id: …".')
        return
    for number, item in enumerate(tree.items(), start=1):
        yield item.of_entry(_id_in(item) or f"item {number}")


def _id_in(item: Tree) -> str:
    """The id of a list item, to name it in problems before it is read."""
    if not isinstance(item.node, MappingNode):
        return ""
    quiet = replace(item, findings=Findings())
    ids = [value.text for key, value in quiet.pairs() if key == "id"]
    return ids[0] if ids else ""


def _hotline(tree: Tree) -> Hotline:
    fields = Fields(tree, _HOTLINE, frozenset({"hours", "cost"}))
    number = fields.text("number")
    if number and not known_numbers([number]):
        what = f'"{number}" is no telephone number'
        mend = "Write the digits as she must dial them."
        fields.trees["number"].error(what, mend)
    return Hotline(
        id=fields.slug("id"),
        name=fields.localized("name"),
        number=number,
        hours=fields.localized("hours"),
        cost=fields.localized("cost"),
        country=fields.choice("country", COUNTRIES),
        topics=tuple(topic.value for topic in fields.texts("for")),
        source=fields.text("source"),
        as_of=fields.date("as_of") or date.min,
        confidence=fields.choice("confidence", CONFIDENCE),
    )


def _office(tree: Tree) -> Office:
    unknown_yet = frozenset(_OFFICE) - {"id", "name"}
    fields = Fields(tree, _OFFICE, unknown_yet)
    return Office(
        id=fields.slug("id"),
        name=fields.localized("name"),
        address=fields.text("address"),
        phone=fields.text("phone"),
        hours=fields.text("hours"),
        email=fields.text("email"),
        areas=read_areas(fields),
        source=fields.text("source"),
        as_of=fields.date("as_of"),
        opening=read_calendar(fields),
        themes=fields.choices("themes", THEMES),
    )


def _partner(tree: Tree) -> Partner:
    unknown_yet = frozenset({"area", "provinces", "phone", "email", "hours", "address"})
    fields = Fields(tree, _PARTNER, unknown_yet)
    return Partner(
        id=fields.slug("id"),
        name=fields.localized("name"),
        services=fields.localized("services"),
        area=fields.text("area"),
        phone=_phone(fields),
        address=fields.text("address"),
        source=fields.text("source"),
        as_of=fields.date("as_of") or date.min,
        kind=fields.choice("kind", KINDS),
        needs=_needs(fields),
        provinces=tuple(province.value for province in fields.texts("provinces")),
        email=_email(fields),
        hours=fields.text("hours"),
    )


def _phone(fields: Fields) -> str:
    number = fields.text("phone")
    if number and not known_numbers([number]):
        mend = "Write the digits as they are dialled, or leave it empty."
        fields.trees["phone"].error(f'"{number}" is no telephone number', mend)
    return number


def _email(fields: Fields) -> str:
    address = fields.text("email")
    if address and not _EMAIL.fullmatch(address):
        mend = "Write it as name@example.vn, or leave it empty."
        fields.trees["email"].error(f'"{address}" is no e-mail address', mend)
    return address


def _needs(fields: Fields) -> tuple[str, ...]:
    needs = fields.texts("needs")
    for need in needs:
        if need.value not in NEEDS:
            what = f'"{need.value}" is no need'
            fields.trees["needs"].error(what, suggestion(need.value, NEEDS))
    return tuple(need.value for need in needs if need.value in NEEDS)
