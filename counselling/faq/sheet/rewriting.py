"""Putting changed cells into an entry's file, which else stays byte for byte as it was."""

import re
from collections.abc import Mapping
from datetime import date

from counselling.faq.entry import Draft, read_entry
from counselling.faq.header import split
from counselling.faq.parts import LANGUAGE_HEADINGS, PART_HEADINGS, PARTS, read_parts
from counselling.faq.problems import Findings, Spot
from counselling.faq.sheet.columns import BY_KEY, CONTENT, Column
from counselling.faq.sheet.top import NotWritten, quoted, written_into
from counselling.faq.source import Source, decode

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_BOM = "\ufeff"


def read_draft(data: bytes, file: str, entry_id: str, today: date) -> Draft | None:
    """The entry in a file's bytes, as far as it can be read."""
    source = decode(data, file, Findings())
    return read_entry(source, entry_id, Findings(), today) if source else None


def rewritten(data: bytes, changes: Mapping[Column, str]) -> bytes:
    """The file with these cells (settled, see rows.py) in place of its own parts.

    Raises NotWritten when the file has no place for one of them.
    """
    text = data.decode("utf-8")
    bom = _BOM if text.startswith(_BOM) else ""
    lines = _Lines(text.removeprefix(_BOM))
    top, _ = split(Source("", "\n".join(lines.texts)), Spot(""), Findings())
    # From below upwards, so that the places above stay right.
    _write_parts(lines, len(top), changes)
    for column, cell in changes.items():
        if column.part is None:
            old, is_list = top, column.kind == "list"
            top = written_into(old, column.key, _items(cell), is_list=is_list)
            lines.exchange_differing(old, top)
    return (bom + lines.whole()).encode("utf-8")


def _write_parts(lines: "_Lines", top: int, changes: Mapping[Column, str]) -> None:
    # The same letters composed keep their line, so that the lines found are the file's own.
    source = decode("\n".join(lines.texts).encode(), "", Findings())
    body = source.lines[top:] if source else []
    sections = read_parts(body, top + 1, Spot(""), Findings())
    for (language, part), section in sorted(
        sections.items(), key=lambda found: found[1].line, reverse=True
    ):
        cell = changes.get(BY_KEY[f"{language}.{part}"])
        if cell is None:
            continue
        filled = [offset for offset, line in enumerate(section.body) if line.strip()]
        start, end = section.line + filled[0], section.line + filled[-1] + 1
        lines.exchange(start, end, _part_lines(part, cell))
    for column in changes:
        if column.language and column.part and (column.language, column.part) not in sections:
            raise NotWritten(f'the file has no text under "{column.heading}"')


def _part_lines(part: str, cell: str) -> list[str]:
    if part == "questions":
        return [f"- {item}" for item in _items(cell)]
    return cell.split("\n")


def _items(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("\n")) if cell else ()


class _Lines:
    """A text's lines, each with its own end."""

    def __init__(self, text: str) -> None:
        pieces = [*_LINE_END.split(text), ""]
        self._lines = list(zip(pieces[::2], pieces[1::2], strict=True))
        self._end = next((end for _, end in self._lines if end), "\n")

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self._lines]

    def exchange(self, start: int, end: int, texts: list[str]) -> None:
        """Put ``texts`` in place of the lines from ``start`` up to before ``end``, from 0."""
        new = [(text, self._end) for text in texts]
        if end > start and new:
            new[-1] = (new[-1][0], self._lines[end - 1][1])
        self._lines[start:end] = new

    def exchange_differing(self, old: list[str], new: list[str]) -> None:
        """Make the first lines ``new`` where they were ``old``, leaving equal ones alone."""
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        self.exchange(head, len(old) - tail, new[head : len(new) - tail])

    def whole(self) -> str:
        return "".join(text + end for text, end in self._lines)


def new_entry(cells: Mapping[str, str]) -> bytes:
    """The file of an entry that there is none of yet, in the form of the guide's example."""
    top = []
    for column in CONTENT:
        if column.part is None:
            top += _top_lines(column, cells.get(column.key, ""))
    text = "\n".join(["---", *top, "---", ""])
    for language, heading in LANGUAGE_HEADINGS.items():
        text += f"\n# {heading}\n"
        for part in PARTS:
            body = "\n".join(_part_lines(part, cells.get(f"{language}.{part}", "")))
            text += f"\n## {PART_HEADINGS[language][part]}\n\n{body}\n"
    return text.encode()


def _top_lines(column: Column, cell: str) -> list[str]:
    if column.key == "sources":
        return [f"{column.key}:", *(f"  - {quoted(item)}" for item in _items(cell))]
    if column.kind == "list":
        return [f"{column.key}: [{', '.join(quoted(item, flow=True) for item in _items(cell))}]"]
    return [f"{column.key}: {quoted(cell) if cell else ''}".rstrip()]
