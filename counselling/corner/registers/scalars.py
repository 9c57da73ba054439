"""Cells as YAML writes them, and how they are settled before."""

import json
import re
from collections.abc import Mapping

from counselling.corner.registers.shapes import Field, Shape
from language.normalise import clean

Cells = Mapping[str, str]
"""An item's fields by the keys of shapes.py; lists have one text a line."""

LONGEST = 2000  # signs of one text
_PLAIN = re.compile(r"[a-z][a-z0-9-]*|\d{4}-\d{2}-\d{2}(\.\.\d{4}-\d{2}-\d{2})?")
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def settled(cells: Cells, shape: Shape) -> dict[str, str]:
    """All cells of the shape, each text on one line and without what cannot be seen."""
    found = {}
    for field in shape:
        for key in field.cells:
            lines = cells.get(key, "").splitlines() if field.is_list else [cells.get(key, "")]
            found[key] = "\n".join(text for line in lines if (text := clean(line, LONGEST)))
    return found


def scalar(text: str) -> str:
    """One text: bare where it can be read as nothing else, in quotation marks everywhere else."""
    if _PLAIN.fullmatch(text) and text not in _WORDS_OF_YAML:
        return text
    return json.dumps(text, ensure_ascii=False)


def value(field: Field, cells: Cells) -> str:
    """A whole field; "" where every language of it is empty."""
    if field.is_list:
        return f"[{', '.join(scalar(line) for line in cells[field.key].splitlines())}]"
    if field.kind != "localized":
        return scalar(cells[field.key])
    if not any(cells[key] for key in field.cells):
        return ""
    texts = (f"{key.rpartition('.')[2]}: {scalar(cells[key])}" for key in field.cells)
    return f"{{{', '.join(texts)}}}"
