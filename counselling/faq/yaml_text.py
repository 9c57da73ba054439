"""From YAML text to a tree of nodes that know their lines; faults in plain words.

The tree is composed but never constructed: a value stays the text the editor wrote (a phone
keeps its leading zero, "no" stays a word) and every duplicate key is still there to be told.
"""

import re

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import Node

from counselling.faq.problems import Findings, Spot

_DEEPEST = 12

_HINTS = (
    (r"mapping values are not allowed", "A colon inside a text needs quotes around the text."),
    (r"cannot start any token", "A text beginning with such a sign needs quotes around it."),
    (r"quoted scalar", "A quotation mark opened here is never closed."),
    (r"block mapping.*<scalar>", "If a text contains quotation marks, put '…' around all of it."),
    (r"flow (sequence|mapping)", "A bracket opened here is never closed, or a comma is missing."),
    (r"block (collection|mapping|sequence)", "Begin this line in the same column as its fellows."),
    (r"could not find expected ':'", 'After the name a colon and a space are missing ("name: …").'),
    (r"alias|anchor", "A text beginning with * or & needs quotes around it."),
    (r"single document", 'A line "---" stands in the middle; take it out.'),
    (r"directive|%", "A line cannot begin with %."),
    (r"special characters", "An invisible sign got in when copying; type this line again."),
)
_OTHERWISE = "Compare this line with the same one in a file that works."


def compose(text: str, spot: Spot, findings: Findings) -> Node | None:
    """The tree of ``text``, which begins on line 1; None when it is empty or unreadable (noted)."""
    if _tabs(text, spot, findings):
        return _parse(text.expandtabs(2), spot, Findings())
    return _parse(text, spot, findings)


def _tabs(text: str, spot: Spot, findings: Findings) -> bool:
    found = False
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())] and line.strip():
            found = True
            what, mend = "the line is indented with a Tab", "Use spaces instead of the Tab key."
            findings.error(spot, number, what, mend)
    return found


def _parse(text: str, spot: Spot, findings: Findings) -> Node | None:
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = _DEEPEST
    try:
        node: Node | None = yaml.compose(text)
    # Besides YAMLError the parser lets slip what odd escapes, numbers and very deep
    # nesting raise inside it.
    except (YAMLError, ValueError, OverflowError, RecursionError) as broken:
        line, words = _explain(broken, text)
        findings.error(spot, 1 + line, f"this part cannot be read ({words})", _hint(words))
        return None
    return node


def _explain(broken: Exception, text: str) -> tuple[int, str]:
    """The line, from 0, and the parser's own words."""
    if isinstance(broken, MarkedYAMLError):
        words = ", ".join(part for part in (broken.context, broken.problem) if part)
        # Something unclosed is noticed at its end but mended where it begins.
        late = any(sign in words for sign in ("quoted scalar", "flow", "simple key"))
        mark = (broken.context_mark if late else None) or broken.problem_mark
        return (mark.line if mark else 0), words
    position = getattr(broken, "position", 0)
    first = str(broken).split("\n", 1)[0]
    return text.count("\n", 0, position), first or "too deeply nested"


def _hint(words: str) -> str:
    return next((hint for sign, hint in _HINTS if re.search(sign, words)), _OTHERWISE)
