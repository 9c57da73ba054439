"""What she can browse without typing: read from faq/themes.yml, and what of it can be shown."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from ruamel.yaml.nodes import SequenceNode

from counselling.faq.fields import Fields
from counselling.faq.model import THEMES, Localized, Theme, Topic
from counselling.faq.problems import Findings, Spot
from counselling.faq.registers import listed
from counselling.faq.source import Located, Source
from counselling.faq.tree import Tree

OTHER = "other"
"""The id of the topic that holds what stands in none."""

LONGEST_TITLE = 40  # letters: two lines of a button on a screen 320 pixels wide
MOST_BUTTONS = 9  # more are not read to the end on a small screen

_ID_AND_TITLE = {"id": "id: divorce", "title": "title: {vi: …, en: …, ko: …}"}
_THEME = _ID_AND_TITLE | {"topics": "topics: [{id: …, title: …, entries: […]}]"}
_TOPIC = _ID_AND_TITLE | {"entries": "entries: [divorce-documents]"}


@dataclass(frozen=True)
class Catalogue:
    """The themes as written, and each entry they name with its place."""

    themes: tuple[Theme, ...] = ()
    places: tuple[tuple[Spot, Located], ...] = ()
    file: str = ""


def read_themes(source: Source, findings: Findings) -> Catalogue:
    """The themes of faq/themes.yml; problems are noted."""
    before = findings.count
    themes: list[Theme] = []
    places: list[tuple[Spot, Located]] = []
    for tree in listed(source, findings):
        fields = Fields(tree, _THEME, frozenset({"topics"}))
        theme_id = fields.choice("id", THEMES)
        topics = []
        for item in _items(fields, "topics"):
            topic, named = _topic(item, theme_id)
            topics.append(topic)
            places += named
        _note_twice([topic.id for topic in topics], "topic", tree)
        themes.append(Theme(theme_id, _title(fields), tuple(topics)))
    _note_themes(themes, Spot(source.file), findings, quiet=findings.count > before)
    return Catalogue(tuple(themes), tuple(places), source.file)


def check_themes(catalogue: Catalogue, entries: Collection[str], findings: Findings) -> None:
    """Hold the themes against the ``entries`` there are ("theme/slug").

    An entry that is not there is only left out, one without a topic is shown under "Other".
    """
    seen: set[str] = set()
    for spot, named in catalogue.places:
        if named.value in seen:
            mend = "Keep it in the topic where she would look for it."
            findings.error(spot, named.line, f'"{named.value}" stands in a topic already', mend)
        elif named.value not in entries:
            what = f'there is no entry "{named.value}"'
            mend = "It is left out until it is written. Correct the name, or take it out."
            findings.warning(spot, named.line, what, mend)
        seen.add(named.value)
    for entry in sorted(set(entries) - seen):
        what = f'"{entry}" stands in no topic, so she finds it under "Other"'
        findings.warning(Spot(catalogue.file), 1, what, "Add it to the entries of a topic.")


def visible(
    themes: Iterable[Theme], entries: Collection[str], other: Localized
) -> tuple[Theme, ...]:
    """The themes with only the ``entries`` there are; those in no topic under ``other``.

    Topics and themes without an entry are left out.
    """
    return tuple(theme for theme in _filled(themes, entries, other) if theme.topics)


def _filled(themes: Iterable[Theme], entries: Collection[str], other: Localized) -> Iterator[Theme]:
    for theme in themes:
        named = {entry for topic in theme.topics for entry in topic.entries}
        rest = sorted(entry for entry in entries if entry.startswith(f"{theme.id}/"))
        left = Topic(OTHER, other, tuple(entry for entry in rest if entry not in named))
        kept = [
            replace(topic, entries=tuple(entry for entry in topic.entries if entry in entries))
            for topic in (*theme.topics, left)
        ]
        yield replace(theme, topics=tuple(topic for topic in kept if topic.entries))


def _topic(tree: Tree, theme_id: str) -> tuple[Topic, list[tuple[Spot, Located]]]:
    fields = Fields(tree, _TOPIC, frozenset({"entries"}))
    topic_id = fields.slug("id")
    spot = tree.spot.into(topic_id)
    named = [Located(f"{theme_id}/{slug.value}", slug.line) for slug in fields.texts("entries")]
    if len(named) > MOST_BUTTONS:
        what = f"{len(named)} entries stand here; {MOST_BUTTONS} are the limit"
        tree.findings.error(spot, fields.line("entries"), what, "Make two topics of it.")
    if topic_id == OTHER:
        fields.trees["id"].error(f'"{OTHER}" is kept for what has no topic', "Choose another.")
    entries = tuple(entry.value for entry in named)
    return Topic(topic_id, _title(fields), entries), [(spot, entry) for entry in named]


def _title(fields: Fields) -> Localized:
    title = fields.localized("title")
    for language, text in title.items():
        if len(text) > LONGEST_TITLE:
            tree = fields.trees["title"]
            what = f"the title has {len(text)} letters; {LONGEST_TITLE} fit on a button"
            tree.findings.error(tree.spot.into(language), tree.line, what, "Shorten it.")
    return title


def _items(fields: Fields, key: str) -> list[Tree]:
    tree = fields.trees.get(key)
    if tree is None or tree.empty:
        return []
    if not isinstance(tree.node, SequenceNode):
        tree.error("a list is expected here", 'Begin every item with "- id: …".')
        return []
    items = tree.items()
    if len(items) > MOST_BUTTONS:
        what = f"{len(items)} topics stand here; {MOST_BUTTONS} are the limit"
        tree.error(what, "Join some of them.")
    return items


def _note_twice(ids: list[str], kind: str, tree: Tree) -> None:
    for name in sorted({name for name in ids if name and ids.count(name) > 1}):
        tree.error(f'the {kind} "{name}" stands here twice', "Join the two, or rename one.")


def _note_themes(themes: list[Theme], spot: Spot, findings: Findings, *, quiet: bool) -> None:
    """Note a theme that is missing or comes twice; what could not be read is told already."""
    ids = [theme.id for theme in themes]
    for name in THEMES:
        if ids.count(name) > 1:
            findings.error(spot, 1, f'the theme "{name}" stands here twice', "Join the two.")
        elif name not in ids and not quiet:
            what, mend = f'the theme "{name}" is missing', f'Add it: "- id: {name}".'
            findings.error(spot, 1, what, mend)
