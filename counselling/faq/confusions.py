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
from counselling.faq.parts import LANGUAGE_HEADINGS, PART_HEADINGS
from counselling.faq.problems import Findings


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
    """Warn at each phrasing that was taken for another entry; those since reworded are left out."""
    for item in confusions.items:
        draft, language = drafts.get(item["entry"]), item["language"]
        if draft is None:
            continue
        for phrasing in draft.phrasings[language]:
            if phrasing.value != item["phrasing"]:
                continue
            times = "once" if item["count"] == 1 else f"{item['count']} times"
            what = f'"{phrasing.value}" was taken for {item["taken_for"]} ({times})'
            mend = "Say what sets it apart, or give that entry fewer phrasings like it."
            way = (LANGUAGE_HEADINGS[language], PART_HEADINGS[language]["questions"])
            findings.warning(draft.spot.into(*way), phrasing.line, what, mend)
