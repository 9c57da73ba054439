"""An entry's place in themes.yml: put in, or taken out, and all else of the file left as it is."""

from collections.abc import Iterator

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from counselling.corner.documents import Document
from counselling.faq.problems import Findings, Spot
from counselling.faq.sheet.top import NotWritten
from counselling.faq.yaml_text import compose


def placed(data: bytes, entry: Document, topic: str) -> bytes:
    """themes.yml with the entry at the end of a topic of its theme; raises NotWritten."""
    text = _decoded(data)
    for theme_id, topic_id, entries in _topics(text):
        if (theme_id, topic_id) == (entry.shelf, topic):
            return _appended(text, entries, entry.name).encode()
    raise NotWritten(f'themes.yml has no topic "{topic}" in "{entry.shelf}"')


def taken_out(data: bytes, entry: Document) -> bytes:
    """themes.yml without the entry; the same where it has no place. Raises NotWritten."""
    text = _decoded(data)
    for theme_id, _, entries in _topics(text):
        if theme_id != entry.shelf:
            continue
        for item in entries.value:
            if item.value == entry.name:
                return _without(text, entries, item).encode()
    return data


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise NotWritten("themes.yml is not saved as UTF-8") from None


def _topics(text: str) -> Iterator[tuple[str, str, SequenceNode]]:
    """Every topic's theme, id and the node of its entries."""
    findings = Findings()
    root = compose(text, Spot(""), findings)
    if not isinstance(root, SequenceNode) or findings.count:
        raise NotWritten("themes.yml cannot be read")
    for theme in root.value:
        topics = _value(theme, "topics")
        for topic in topics.value if isinstance(topics, SequenceNode) else ():
            entries = _value(topic, "entries")
            if isinstance(entries, SequenceNode):
                yield _text(theme, "id"), _text(topic, "id"), entries


def _value(node: Node, key: str) -> Node | None:
    if not isinstance(node, MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _text(node: Node, key: str) -> str:
    value = _value(node, key)
    return str(value.value) if isinstance(value, ScalarNode) else ""


def _appended(text: str, entries: SequenceNode, name: str) -> str:
    if entries.flow_style:
        end = text.rindex("]", 0, int(entries.end_mark.index))
        return text[:end] + (f", {name}" if entries.value else name) + text[end:]
    last = int(entries.value[-1].end_mark.index)
    indent = " " * int(entries.start_mark.column)
    return f"{text[:last]}{_line_end(text)}{indent}- {name}{text[last:]}"


def _without(text: str, entries: SequenceNode, item: Node) -> str:
    start, end = int(item.start_mark.index), int(item.end_mark.index)
    others = [one for one in entries.value if one is not item]
    if entries.flow_style:
        return _out_of_row(text, entries, start, end)
    if not others:
        raise NotWritten("it is the last entry of its topic; change themes.yml as text first")
    start = text.rindex("\n", 0, start) + 1
    end = text.find("\n", end) + 1 or len(text)
    return text[:start] + text[end:]


def _out_of_row(text: str, entries: SequenceNode, start: int, end: int) -> str:
    """Without one item of ``[a, b, c]``, and without the comma beside it."""
    first = int(entries.value[0].start_mark.index) == start
    if not first:
        start = text.rindex(",", 0, start)
    elif len(entries.value) > 1:
        end = int(entries.value[1].start_mark.index)
    return text[:start] + text[end:]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
