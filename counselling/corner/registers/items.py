"""The items of a list's file: found, read, and cut to where each of their values stands."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from counselling.corner.registers.shapes import Field, Shape
from counselling.faq.problems import Findings, Spot
from counselling.faq.sheet.top import NotWritten
from counselling.faq.tree import Tree
from counselling.faq.yaml_text import compose


@dataclass(frozen=True)
class Item:
    """One item. ``text``: the whole file's; ``pairs``: key and value nodes by key."""

    id: str
    text: str
    node: MappingNode
    pairs: Mapping[str, tuple[Node, Node]]

    @property
    def start(self) -> int:
        """Where its first line begins."""
        return self.text.rfind("\n", 0, int(self.node.start_mark.index)) + 1

    @property
    def end(self) -> int:
        """Behind its last line, with what is remarked there."""
        after = self.text.find("\n", end_of(self.node))
        return len(self.text) if after < 0 else after + 1

    @property
    def indent(self) -> str:
        """What stands before each of its keys."""
        return " " * int(self.node.start_mark.column)

    @property
    def print(self) -> str:
        """Something that differs as soon as anything in it does."""
        return hashlib.sha256(self.text[self.start : self.end].encode()).hexdigest()[:32]

    def cells(self, shape: Shape) -> dict[str, str]:
        """Its fields as texts; raises NotWritten where one has another form than the shape's."""
        return {key: text for field in shape for key, text in self._read(field)}

    def _read(self, field: Field) -> Iterator[tuple[str, str]]:
        value = self.pairs[field.key][1] if field.key in self.pairs else None
        if value is None or is_empty(value):
            yield from ((key, "") for key in field.cells)
        elif field.is_list and isinstance(value, SequenceNode):
            yield field.key, "\n".join(text_of(one) for one in value.value)
        elif field.kind == "localized" and isinstance(value, MappingNode):
            known = {key.value: one for key, one in value.value}
            for key in field.cells:
                language = key.rpartition(".")[2]
                yield key, text_of(known[language]) if language in known else ""
        elif not field.is_list and field.kind != "localized":
            yield field.key, text_of(value)
        else:
            raise NotWritten(f'"{field.key}" of "{self.id}" has another form than usual')


def items_in(text: str) -> list[Item]:
    """All items; raises NotWritten where they cannot be told apart for sure."""
    findings = Findings()
    root = compose(text, Spot(""), findings)
    if root is None and not findings.in_order():
        return []
    if not isinstance(root, SequenceNode) or findings.in_order() or "\t" in text:
        raise NotWritten("the file cannot be read as a list")
    if root.flow_style:
        raise NotWritten("the file cannot be read as a list")
    return [_item(text, node) for node in root.value]


def is_empty(node: Node) -> bool:
    """Whether nothing is written there."""
    return not node.value if not isinstance(node, ScalarNode) else text_of(node) == ""


def text_of(node: Node) -> str:
    """A scalar's text; raises NotWritten for anything else."""
    if not isinstance(node, ScalarNode):
        raise NotWritten("a text is expected where something else stands")
    return " ".join(Tree(node, Spot(""), Findings(), 1).text.split())


def end_of(node: Any) -> int:
    """Where what is written of a node ends: blanks and remarks behind it are not in it."""
    if isinstance(node, ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end_of(last[1] if isinstance(last, tuple) else last)


def _item(text: str, node: Node) -> Item:
    if not isinstance(node, MappingNode) or node.flow_style:
        raise NotWritten("an item does not stand on lines of its own")
    pairs = {str(key.value): (key, value) for key, value in node.value}
    if len(pairs) < len(node.value) or "id" not in pairs or _folded(pairs):
        raise NotWritten("an item has no id, or a name twice, or a text over several lines")
    return Item(text_of(pairs["id"][1]), text, node, pairs)


def _folded(pairs: Mapping[str, tuple[Node, Node]]) -> bool:
    """Whether a text is written with | or >: its end is not where its last letter is."""
    nodes = [value for _, value in pairs.values()]
    inner = [one for value in nodes if not isinstance(value, ScalarNode) for one in value.value]
    flat = [*nodes, *(part for one in inner for part in (one if isinstance(one, tuple) else [one]))]
    return any(getattr(node, "style", None) in {"|", ">"} for node in flat)
