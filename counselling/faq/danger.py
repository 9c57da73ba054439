"""The fixed, human-written replies to danger: read from faq/danger/replies.yml."""

from collections.abc import Mapping
from dataclasses import dataclass

from counselling.conversations import LANGUAGES
from counselling.faq.fields import Fields
from counselling.faq.model import DANGER_CATEGORIES, DANGER_LEVELS, DangerReply
from counselling.faq.problems import Findings, Spot
from counselling.faq.source import Located, Passage, Source
from counselling.faq.tree import Tree
from counselling.faq.yaml_text import compose

_REPLY = {"hotlines": "hotlines: [police]", "vi": "vi: …", "en": "en: …", "ko": "ko: …"}
_CATEGORIES = {category: f"{category}:" for category in DANGER_CATEGORIES}
_LEVELS = {level: f"{level}:" for level in DANGER_LEVELS}


@dataclass(frozen=True)
class DangerReplies:
    """Every reply by (category, level), with the places of what other files are held against."""

    replies: Mapping[tuple[str, str], DangerReply]
    references: Mapping[Spot, tuple[Located, ...]]
    passages: tuple[Passage, ...]
    places: Mapping[tuple[str, str], tuple[Spot, int]]


def read_danger_replies(source: Source, findings: Findings) -> DangerReplies:
    """The replies of faq/danger/replies.yml; every category needs every level."""
    replies: dict[tuple[str, str], DangerReply] = {}
    references: dict[Spot, tuple[Located, ...]] = {}
    passages: list[Passage] = []
    places: dict[tuple[str, str], tuple[Spot, int]] = {}
    for tree in _replies(source, findings):
        fields = Fields(tree, _REPLY)
        texts = {language: fields.text(language) for language in LANGUAGES}
        hotlines = fields.texts("hotlines")
        category, level = tree.spot.entry, tree.spot.where[-1]
        ids = tuple(hotline.value for hotline in hotlines)
        replies[category, level] = DangerReply(ids, texts)
        references[tree.spot.into("hotlines")] = hotlines
        places[category, level] = tree.spot.into("hotlines"), fields.line("hotlines")
        said = (fields.trees[language] for language in LANGUAGES if texts[language])
        passages += (Passage(text.spot, text.located) for text in said)
    return DangerReplies(replies, references, tuple(passages), places)


def _replies(source: Source, findings: Findings) -> list[Tree]:
    spot = Spot(source.file)
    node = compose(source.text, spot, findings)
    if node is None:
        findings.error(spot, 1, "no replies can be read", f'Begin with "{DANGER_CATEGORIES[0]}:".')
        return []
    found: list[Tree] = []
    for category, levels in Fields(Tree(node, spot, findings, 1), _CATEGORIES).trees.items():
        found.extend(Fields(levels.of_entry(category), _LEVELS).trees.values())
    return found
