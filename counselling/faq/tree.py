"""A file's YAML as a tree of nodes that know their line and where problems are told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ruamel.yaml.nodes import Node, ScalarNode

from counselling.faq.problems import Findings, Spot
from counselling.faq.source import Located


@dataclass(frozen=True)
class Tree:
    """A node of a file's YAML, with where it stands and where problems are noted.

    ``line`` counts from 1; that of a value is its key's, where an editor looks for it.
    """

    node: Node
    spot: Spot
    findings: Findings
    line: int

    @property
    def empty(self) -> bool:
        """Whether the editor wrote nothing here: no text, or an empty list or mapping."""
        if isinstance(self.node, ScalarNode):
            return self.text == ""
        return not self.node.value

    @property
    def text(self) -> str:
        """A scalar's text as written, without surrounding blanks; "" for null."""
        null = str(self.node.tag).endswith(":null")
        return "" if null else _well_formed(str(self.node.value)).strip()

    @property
    def located(self) -> Located:
        """A scalar's text with the line on which the text itself begins."""
        below = getattr(self.node, "style", None) in ("|", ">")
        return Located(self.text, self.line + below)

    def error(self, what: str, mend: str) -> None:
        """Note a fault of this node."""
        self.findings.error(self.spot, self.line, what, mend)

    def of_entry(self, entry: str) -> "Tree":
        """The same node as an entry of its own, by whose name problems are told."""
        return replace(self, spot=Spot(self.spot.file, entry))

    def items(self) -> list["Tree"]:
        """The nodes of a list."""
        return [replace(self, node=node, line=line_of(node)) for node in self.node.value]

    def pairs(self) -> Iterator[tuple[str, "Tree"]]:
        """A mapping's keys and values; a key that comes twice is noted and its first kept."""
        seen: dict[str, int] = {}
        for key, value in self.node.value:
            name, line = _key(key), line_of(key)
            if name in seen:
                what = f'"{name}" stands here twice (first in line {seen[name]})'
                self.findings.error(self.spot, line, what, "Keep one and take the other out.")
                continue
            seen[name] = line
            yield name, Tree(value, self.spot.into(name), self.findings, line)


def line_of(node: Node) -> int:
    """The line, from 1, on which a node begins."""
    return 1 + int(node.start_mark.line)


def _key(node: Node) -> str:
    return _well_formed(str(node.value)).strip() if isinstance(node, ScalarNode) else "[…]"


def _well_formed(text: str) -> str:
    """The text without half characters, which YAML's escapes can make and no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
