"""Reading named values out of a YAML tree: missing, unknown, doubled and misshapen ones told."""

import re
from collections.abc import Mapping
from datetime import date

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from counselling.conversations import LANGUAGES, Language
from counselling.faq.model import Localized
from counselling.faq.problems import closest, suggestion
from counselling.faq.source import Located
from counselling.faq.tree import Tree

_LANGUAGE_KEYS: dict[str, str] = {language: f"{language}: …" for language in LANGUAGES}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SLUG = re.compile(r"[a-z0-9-]+")


class Fields:
    """A mapping with known keys. ``examples``: key -> a right line; ``optional`` may be empty."""

    def __init__(
        self, tree: Tree, examples: Mapping[str, str], optional: frozenset[str] = frozenset()
    ) -> None:
        self._tree = tree
        self._examples = examples
        self._optional = optional
        self._values: dict[str, Tree] = {}
        if isinstance(tree.node, MappingNode):
            self._take(tree)
        else:
            first = next(iter(examples.values()))
            tree.error("names with values are expected here", f'Begin with a line like "{first}".')

    def _take(self, tree: Tree) -> None:
        meant = set()
        for key, value in tree.pairs():
            if key in self._examples:
                self._values[key] = value
                continue
            meant.add(closest(key, self._examples))
            mend = suggestion(key, tuple(self._examples))
            tree.findings.error(tree.spot, value.line, f'"{key}" is not a known name', mend)
        for key_name, example in self._examples.items():
            if key_name not in self._values and key_name not in self._optional | meant:
                tree.error(f'"{key_name}" is missing', f'Add a line "{example}".')

    @property
    def trees(self) -> Mapping[str, Tree]:
        """The values of the known keys that are there."""
        return self._values

    def line(self, key: str) -> int:
        """The line of the file, from 1, of a key's value, or of the mapping."""
        return self._values.get(key, self._tree).line

    def _given(self, key: str) -> Tree | None:
        tree = self._values.get(key)
        if tree is None or not tree.empty:
            return tree
        if key not in self._optional:
            tree.error("nothing is written here", f'Fill it in: "{self._examples[key]}".')
        return None

    def text(self, key: str) -> str:
        """One text; "" when it is empty or a problem was noted."""
        tree = self._given(key)
        if tree is None:
            return ""
        if isinstance(tree.node, ScalarNode):
            return tree.text
        tree.error("one text is expected here", f'Write it like this: "{self._examples[key]}".')
        return ""

    def texts(self, key: str) -> tuple[Located, ...]:
        """A list of texts, each with its line."""
        tree = self._given(key)
        return () if tree is None else texts(tree)

    def localized(self, key: str) -> Localized:
        """A text in every language; {} when it is empty or a problem was noted."""
        tree = self._given(key)
        return {} if tree is None else localized(tree)

    def date(self, key: str) -> date | None:
        """A date; None when it is empty or a problem was noted."""
        written = self.text(key)
        if not written:
            return None
        try:
            if _DATE.fullmatch(written):
                return date.fromisoformat(written)
        except ValueError:
            pass
        self._values[key].error(
            f'"{written}" is not a date', "Write year-month-day, for example 2026-11-22."
        )
        return None

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of the ``allowed`` words; "" when a problem was noted."""
        written = self.text(key)
        if not written or written in allowed:
            return written
        self._values[key].error(f'"{written}" is not known here', suggestion(written, allowed))
        return ""

    def choices(self, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """A list of ``allowed`` words; problems are noted."""
        written = self.texts(key)
        for item in written:
            if item.value not in allowed:
                what, mend = f'"{item.value}" is not known here', suggestion(item.value, allowed)
                self._tree.findings.error(self._values[key].spot, item.line, what, mend)
        return tuple(item.value for item in written if item.value in allowed)

    def slug(self, key: str) -> str:
        """A short name; "" when a problem was noted."""
        written = self.text(key)
        if not written or is_slug(written):
            return written
        self._values[key].error(f'"{written}" is no short name', SLUG_MEND)
        return ""


SLUG_MEND = "Use only the letters a-z without marks, digits and the hyphen, for example id-card."


def is_slug(name: str) -> bool:
    """Whether a name can stand in addresses and file names everywhere."""
    return _SLUG.fullmatch(name) is not None


def texts(tree: Tree) -> tuple[Located, ...]:
    """The texts of a list node, each with its line."""
    if not isinstance(tree.node, SequenceNode):
        tree.error("a list is expected here", 'Write each on a line of its own after "- ".')
        return ()
    found = []
    for item in tree.items():
        if isinstance(item.node, ScalarNode) and item.text:
            found.append(Located(item.text, item.line))
        else:
            item.error(
                "one text is expected after each hyphen",
                "Write the text behind it; if it contains a colon, put quotes around it.",
            )
    return tuple(found)


def localized(tree: Tree) -> Localized:
    """The text of a node in every language that has one; the missing are noted."""
    return {language: found.text for language, found in by_language(tree).items()}


def by_language(tree: Tree) -> dict[Language, Tree]:
    """The text nodes beneath a node; missing, empty and misshapen ones are noted."""
    fields = Fields(tree, _LANGUAGE_KEYS)
    return {language: fields.trees[language] for language in LANGUAGES if fields.text(language)}
