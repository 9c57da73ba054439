"""Phrasings that the matcher gives to another entry, told at the line they stand on.

They are measured by ``./osso faq check --confusions``: each phrasing as if it had not been learnt,
by words alone (bot/nlu/confusions.py). They are kept as JSON: {"fingerprint": of the set measured,
"confusions": [{"entry": "theme/slug", "language": "vi", "phrasing": "...",
"taken_for": "theme/slug", "count": 1}, ...]}.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counselling.faq.entry import Draft
from counselling.faq.problems import Findings

OFTEN = 5
"""Phrasings of one entry taken for the same other one, from which on the pair is told: on the first
138 entries 119 of 2,113 pairs."""


class NotMeasured(Exception):
    """There is no file of confusions that can be read; the text says why."""


@dataclass(frozen=True)
class Confusions:
    """What was measured: ``items`` as in the file, ``fingerprint`` of the set at that time."""

    fingerprint: str
    items: tuple[Mapping[str, Any], ...]


def read_confusions(file: Path) -> Confusions:
    """The confusions in ``file``; raises NotMeasured."""
    try:
        read = json.loads(file.read_text("utf-8"))
        return Confusions(str(read["fingerprint"]), tuple(read["confusions"]))
    except FileNotFoundError:
        raise NotMeasured("the confusions have not been measured yet") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise NotMeasured(f"{file.name} cannot be read") from None


def note_confusions(
    confusions: Confusions, drafts: Mapping[str, Draft], findings: Findings
) -> None:
    """Warn of each pair of entries of which one is often taken for the other.

    Single phrasings are left aside: each was written to differ from the rest, so that half of
    them, not learnt, go astray. Those reworded since they were measured are passed over.
    """
    pairs: dict[tuple[str, str], list[tuple[int, Mapping[str, Any]]]] = {}
    for item in confusions.items:
        if line := _line(item, drafts.get(item["entry"])):
            pairs.setdefault((item["entry"], item["taken_for"]), []).append((line, item))
    for (entry, other), found in pairs.items():
        times = sum(item["count"] for _, item in found)
        if times >= OFTEN:
            lines = ", ".join(str(line) for line, _ in found)
            first = found[0][1]["phrasing"]
            what = f'{times} phrasings (lines {lines}) are taken for {other}, such as "{first}"'
            mend = "Name each other in related, and say in the phrasings what sets this one apart."
            findings.warning(drafts[entry].spot, found[0][0], what, mend)


def _line(item: Mapping[str, Any], draft: Draft | None) -> int | None:
    """The line the phrasing stands on, if it still does."""
    phrasings = draft.phrasings[item["language"]] if draft else ()
    return next((each.line for each in phrasings if each.value == item["phrasing"]), None)
