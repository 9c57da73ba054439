"""Cutting a long text into messages that a platform takes."""

# Where to cut, the best first: between paragraphs, lines, sentences, words.
_SEAMS = ("\n\n", "\n", ". ", "! ", "? ", "… ", " ")
_AT_LEAST = 0.3  # of a part: a seam nearer to its beginning would leave too short a message


def split(text: str, longest: int) -> list[str]:
    """``text`` in parts of at most ``longest`` UTF-16 units, cut at sentence ends if there are."""
    parts = []
    rest = text.strip()
    while units(rest) > longest:
        end = _cut(rest, _fitting(rest, longest))
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*parts, rest] if rest else parts


def units(text: str) -> int:
    """The length of ``text`` in UTF-16 units: signs above U+FFFF, as most emoji, count twice."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def _fitting(text: str, longest: int) -> int:
    """How many signs of ``text`` fit into ``longest`` units."""
    used = 0
    for place, sign in enumerate(text):
        used += 1 + (sign > "\uffff")
        if used > longest:
            return place
    return len(text)


def _cut(text: str, fitting: int) -> int:
    for seam in _SEAMS:
        # The seam's white space may stand just behind what fits: it is left out anyway.
        found = text.rfind(seam, int(fitting * _AT_LEAST), fitting + 1)
        if found > 0:
            return found + len(seam.rstrip())
    return fitting
