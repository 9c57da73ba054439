"""From Markdown text to its headings and bullet lists, each with its line."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from counselling.faq.source import Located

# Headings and lists are all the structure an entry has; everything else stays plain text.
_MARKDOWN = MarkdownIt("zero").enable(["heading", "list"]).disable(["inline", "text_join"])


@dataclass(frozen=True)
class Section:
    """A heading and the lines beneath it, up to the next heading of any level.

    ``level`` is 0 for what stands before the first heading; ``line`` is the heading's, from 1.
    """

    heading: str
    level: int
    line: int
    body: tuple[str, ...]

    @property
    def text(self) -> Located | None:
        """The body without blank lines around it, or None when there is nothing."""
        for offset, line in enumerate(self.body):
            if line.strip():
                return Located("\n".join(self.body).strip(), self.line + 1 + offset)
        return None


def sections(lines: list[str], first_line: int) -> Iterator[Section]:
    """The sections of a text; ``first_line`` is the line of the file on which it begins."""
    tokens = _MARKDOWN.parse("\n".join(lines))
    starts = [
        (opened.map[0], int(opened.tag[1:]), inline.content)
        for opened, inline in pairwise(tokens)
        if opened.type == "heading_open" and opened.level == 0 and opened.map
    ]
    ends = [start for start, _, _ in starts] + [len(lines)]
    yield Section("", 0, first_line - 1, tuple(lines[: ends[0]]))
    for (start, level, heading), end in zip(starts, ends[1:], strict=True):
        body = tuple(lines[start + 1 : end])
        yield Section(heading.strip(), level, first_line + start, body)


@dataclass(frozen=True)
class Bullets:
    """A section's bullet items, and the lines that are none though only bullets belong there."""

    items: tuple[Located, ...]
    strays: tuple[Located, ...]


def bullets(section: Section) -> Bullets:
    """The items of a section that should hold nothing but one flat bullet list."""
    items: list[Located] = []
    strays: list[Located] = []
    body, first = section.body, section.line + 1
    for token in _MARKDOWN.parse("\n".join(body)):
        if token.map is None:
            continue
        start, end = token.map
        if _is_item(token):
            item, loose = _item(body[start:end], first + start)
            items.append(item)
            strays.extend(loose)
        elif _is_stray(token):
            strays.append(Located(body[start].strip(), first + start))
    return Bullets(tuple(items), tuple(strays))


def _is_item(token: Token) -> bool:
    return token.type == "list_item_open" and token.level == 1 and token.markup in "-*+"


def _is_stray(token: Token) -> bool:
    outside = token.type in ("paragraph_open", "heading_open") and token.level == 0
    numbered = token.type == "list_item_open" and token.level == 1
    nested = token.type == "list_item_open" and token.level > 1
    return outside or numbered or nested


def _item(lines: tuple[str, ...], first_line: int) -> tuple[Located, list[Located]]:
    """One item, and its continuation lines that look like items without their hyphen."""
    own = lines[0].strip()[1:].strip()
    words = [own]
    strays = []
    for offset, line in enumerate(lines[1:], start=1):
        if line.strip() and not line[0].isspace():
            strays.append(Located(line.strip(), first_line + offset))
        else:
            words.append(line.strip())
    return Located(" ".join(" ".join(words).split()), first_line), strays
