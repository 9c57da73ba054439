"""Changing one item of a list's file: all else, remarks too, stays sign for sign as it was."""

from collections.abc import Iterator

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from counselling.corner.registers.items import Item, end_of, is_empty, items_in
from counselling.corner.registers.scalars import Cells, scalar, settled, value
from counselling.corner.registers.shapes import Field, Shape
from counselling.faq.sheet.top import NotWritten

_Cut = tuple[int, int, str]  # from, to, and what stands there instead


def changed(text: str, item: Item, cells: Cells, shape: Shape) -> str:
    """The file with these cells of ``item``; raises NotWritten."""
    wanted, now = settled(cells, shape), item.cells(shape)
    cuts = [
        cut
        for field in shape
        if any(wanted[key] != now[key] for key in field.cells)
        for cut in _cuts(item, field, wanted, now)
    ]
    numbered = sorted(enumerate(cuts), key=lambda cut: (cut[1][0], cut[0]), reverse=True)
    for _, (start, end, instead) in numbered:  # from the end, so that places stay right
        text = text[:start] + instead + text[end:]
    _require(text, item.id, wanted, shape)
    return text


def added(text: str, name: str, cells: Cells, shape: Shape) -> str:
    """The file with a new item at its end; raises NotWritten."""
    wanted, end = settled(cells, shape), _line_end(text)
    lines = [f"- id: {scalar(name)}"]
    for field in shape:
        if field.kind == "localized" and any(wanted[key] for key in field.cells):
            lines.append(f"  {field.key}:")
            lines += [f"    {key.rpartition('.')[2]}: {scalar(wanted[key])}" for key in field.cells]
        elif field.kind == "localized" or any(wanted[key] for key in field.cells) or field.needed:
            lines.append(f"  {field.key}: {value(field, wanted)}".rstrip())
    before = text.rstrip("\r\n") + end * 2 if text.strip() else ""
    text = before + end.join(lines) + end
    _require(text, name, wanted, shape)
    return text


def removed(text: str, item: Item) -> str:
    """The file without ``item``; what is remarked above it stays."""
    rest = text[item.end :]
    return text[: item.start] + rest.lstrip("\r\n")


def _cuts(item: Item, field: Field, wanted: Cells, now: Cells) -> Iterator[_Cut]:
    if field.key not in item.pairs:
        at = _line_of_its_own(item)
        yield at, at, f"{_line_end(item.text)}{item.indent}{field.key}: {value(field, wanted)}"
        return
    key, node = item.pairs[field.key]
    each = _by_language(field, node) if any(wanted[one] for one in field.cells) else None
    if each:
        for name, one in each.items():
            if wanted[name] != now[name]:
                yield *_extent(one), scalar(wanted[name])
    elif isinstance(node, ScalarNode) and not field.is_list and not _unwritten(node):
        if field.kind == "localized":
            yield *_extent(node), value(field, wanted)
        else:
            yield *_extent(node), scalar(wanted[field.key])
    else:
        colon = item.text.index(":", int(key.end_mark.index)) + 1
        new = value(field, wanted)
        end = colon if _unwritten(node) else end_of(node)
        yield colon, end, f" {new}" if new else ""


def _line_of_its_own(item: Item) -> int:
    """Behind the last line of the item and what is remarked there."""
    end = item.text.find("\n", end_of(item.node))
    return len(item.text) if end < 0 else end - item.text[:end].endswith("\r")


def _by_language(field: Field, node: Node) -> dict[str, Node] | None:
    """The node of each language's text, if every one of them has its own."""
    if field.kind != "localized" or not isinstance(node, MappingNode):
        return None
    known = {f"{field.key}.{key.value}": one for key, one in node.value}
    written = all(name in known and not _unwritten(known[name]) for name in field.cells)
    return {name: known[name] for name in field.cells} if written else None


def _extent(node: Node) -> tuple[int, int]:
    return int(node.start_mark.index), end_of(node)


def _unwritten(node: Node) -> bool:
    """Whether not even quotation marks stand there."""
    return is_empty(node) and int(node.start_mark.index) == end_of(node)


def _require(text: str, name: str, wanted: Cells, shape: Shape) -> None:
    """Raise NotWritten unless the item would be read as it is wanted."""
    found = [item for item in items_in(text) if item.id == name]
    if len(found) != 1 or found[0].cells(shape) != wanted:
        raise NotWritten(f'"{name}" would be read differently from how it is written')


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
