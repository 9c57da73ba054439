"""faq/targets.yml: read, and every problem in it noted."""

import re
from datetime import timedelta

from counselling.faq.fields import Fields
from counselling.faq.problems import Findings, Spot
from counselling.faq.source import Source
from counselling.faq.tree import Tree
from counselling.faq.yaml_text import compose
from counselling.queue.targets import Target, Targets
from counselling.tickets.ticket import Priority

ALWAYS, WHILE_OPEN = "always", "while open"
_TIME = re.compile(r"(?:(\d{1,3})\s*h)?\s*(?:(\d{1,3})\s*min)?")
_SHARE = re.compile(r"([1-9]\d?)\s*%")
_TARGET = {
    "first_reply": "first_reply: 30 min",
    "next_step": "next_step: 2 h",
    "counts": f"counts: {WHILE_OPEN}",
}
_FILE = {"amber_at": "amber_at: 60%"} | {
    name.value: f"{name.value}: {{first_reply: 30 min, next_step: 2 h, counts: always}}"
    for name in Priority
}


def read_targets(source: Source, findings: Findings) -> Targets:
    """The targets of faq/targets.yml; problems are noted."""
    spot = Spot(source.file)
    node = compose(source.text, spot, findings)
    if node is None:
        return Targets()
    fields = Fields(Tree(node, spot, findings, 1), _FILE)
    named = [one for one in Priority if one.value in fields.trees]
    found = {one: _target(fields.trees[one.value]) for one in named}
    return Targets(_share(fields), {one: target for one, target in found.items() if target})


def _target(tree: Tree) -> Target | None:
    fields = Fields(tree, _TARGET)
    first, step = _time(fields, "first_reply"), _time(fields, "next_step")
    counts = fields.choice("counts", (ALWAYS, WHILE_OPEN))
    return Target(first, step, counts == ALWAYS) if first and step else None


def _time(fields: Fields, key: str) -> timedelta | None:
    written = fields.text(key)
    found = _TIME.fullmatch(written)
    time = timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0)) if found else None
    if written and not time:
        mend = "Write minutes or hours: 30 min, 2 h, 1 h 30 min."
        fields.trees[key].error(f'"{written}" is no time', mend)
    return time or None


def _share(fields: Fields) -> float:
    written = fields.text("amber_at")
    found = _SHARE.fullmatch(written)
    if written and not found:
        mend = "Write a share from 1% to 99%: of the time, after which the clock turns amber."
        fields.trees["amber_at"].error(f'"{written}" is no such share', mend)
    return int(found[1]) / 100 if found else 1.0
