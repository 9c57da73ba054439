"""The assistant's fixed sentences: read from faq/lines.yml, filled in and said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

from ruamel.yaml.nodes import MappingNode

from counselling.conversations import Language
from counselling.faq.fields import by_language
from counselling.faq.model import Localized
from counselling.faq.needed import NEEDED_LINES
from counselling.faq.problems import Findings, Spot, closest
from counselling.faq.source import Passage, Source
from counselling.faq.tree import Tree
from counselling.faq.yaml_text import compose


class UnknownLine(KeyError):
    """No such line, or a word that the line needs was not given."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Lines:
    """The fixed sentences, by key and language."""

    texts: Mapping[str, Localized]

    def say_on(self, channel: str, key: str, language: Language, **names: object) -> str:
        """The line as it is worded for this channel, or its family, else for all.

        For ``zalo_oa`` the first there is of ``erased_zalo_oa``, ``erased_zalo``, ``erased``.
        """
        own = (f"{key}_{channel}", f"{key}_{channel.partition('_')[0]}")
        return self.say(next((name for name in own if name in self.texts), key), language, **names)

    def say(self, key: str, language: Language, **names: object) -> str:
        """The line in her language, its {placeholders} filled from ``names``; UnknownLine."""
        if key not in self.texts:
            meant = closest(key, self.texts)
            hint = f'; did you mean "{meant}"?' if meant else ""
            raise UnknownLine(f'faq/lines.yml has no line "{key}"{hint}')
        try:
            return self.texts[key][language].format_map(names)
        except KeyError as missing:
            raise UnknownLine(f'the line "{key}" needs a value for {{{missing.args[0]}}}') from None


def read_lines(
    source: Source, findings: Findings
) -> tuple[dict[str, Localized], tuple[Passage, ...]]:
    """The lines of faq/lines.yml, and each text with its place; problems are noted."""
    spot = Spot(source.file)
    found: dict[str, Localized] = {}
    passages: list[Passage] = []
    for tree in _entries(source, spot, findings):
        key, texts = tree.spot.entry, by_language(tree)
        found[key] = {language: text.text for language, text in texts.items()}
        passages += (Passage(text.spot, text.located) for text in texts.values())
        _checkplaceholders(key, texts)
    for key in (key for key in NEEDED_LINES if key not in found):
        mend = f'Add a line "{key}:" with vi, en and ko beneath it.'
        findings.error(spot, 1, f'the line "{key}" is missing', mend)
    return found, tuple(passages)


def _entries(source: Source, spot: Spot, findings: Findings) -> Iterator[Tree]:
    node = compose(source.text, spot, findings)
    if node is None:
        return
    tree = Tree(node, spot, findings, 1)
    if not isinstance(node, MappingNode):
        tree.error("lines with names are expected here", 'Begin each with its name, "greet:".')
        return
    for key, value in tree.pairs():
        yield value.of_entry(key)


def _checkplaceholders(key: str, texts: Mapping[Language, Tree]) -> None:
    names = {language: placeholders(tree.text) for language, tree in texts.items()}
    whole = [found for found in names.values() if found is not None]
    expected = NEEDED_LINES.get(key, whole[0] if whole else frozenset())
    for language, found in names.items():
        if found is None:
            what = "the braces { } do not fit together"
            mend = "Write {name} with one plain word inside, or no braces at all."
            texts[language].error(what, mend)
        elif found != expected:
            what = f"the words in braces are {_braced(found)} instead of {_braced(expected)}"
            texts[language].error(what, "Use the same ones in all three languages.")


def placeholders(text: str) -> frozenset[str] | None:
    """The names in braces, or None when a brace is not one plain {name}."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    names = set()
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            return None
        names.add(name)
    return frozenset(names)


def _braced(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"
