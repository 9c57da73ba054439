"""Writing one value into the lines between the two "---" of an entry, and nothing else."""

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from counselling.faq.problems import Findings, Spot
from counselling.faq.yaml_text import compose

_NOWHERE = Spot("")


class NotWritten(Exception):
    """The value cannot be put into this file; the text says why."""


def written_into(top: list[str], key: str, items: tuple[str, ...], *, is_list: bool) -> list[str]:
    """The lines with ``key`` set to the items; ``top`` has its fences left blank.

    Only the value's own characters are exchanged: order, comments and the other values stay.
    """
    text, findings = "\n".join(top), Findings()
    node = compose(text, _NOWHERE, findings)
    if not isinstance(node, MappingNode) or findings.count:
        raise NotWritten("the top of the file cannot be read")
    for name, value in node.value:
        if name.value == key:
            return _exchanged(text, name, value, items, is_list=is_list).split("\n")
    last = max(number for number, line in enumerate(top) if line.strip())
    return [*top[: last + 1], f"{key}: {_inline(items, is_list=is_list)}", *top[last + 1 :]]


def _exchanged(text: str, name: Node, value: Node, items: tuple[str, ...], *, is_list: bool) -> str:
    start, end = int(value.start_mark.index), _end(value)
    while end > start and text[end - 1].isspace():
        end -= 1
    if end <= start:
        colon = text.index(":", int(name.end_mark.index)) + 1
        return f"{text[:colon]} {_inline(items, is_list=is_list)}{text[colon:]}"
    if isinstance(value, SequenceNode) and not value.flow_style and items:
        indent = "\n" + " " * int(value.start_mark.column)
        written = indent.join(f"- {quoted(item)}" for item in items)
    else:
        written = _inline(items, is_list=is_list)
    return text[:start] + written + text[end:]


def _end(node: Node) -> int:
    """Where a value ends; a list in lines would else reach to the next name."""
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    return int(node.end_mark.index)


def _inline(items: tuple[str, ...], *, is_list: bool) -> str:
    if is_list:
        return f"[{', '.join(quoted(item, flow=True) for item in items)}]"
    return quoted(items[0]) if items else '""'


def quoted(text: str, *, flow: bool = False) -> str:
    """The text as YAML, in quotes only where it would else be read as something else."""
    form = "[{}]" if flow else "- {}"
    node = compose(form.format(text), _NOWHERE, Findings())
    items = node.value if isinstance(node, SequenceNode) else []
    if len(items) == 1 and isinstance(items[0], ScalarNode) and items[0].value == text:
        return text
    return "'{}'".format(text.replace("'", "''"))
