"""Replies that counsellors use again and again: read from faq/replies.yml."""

from counselling.conversations import LANGUAGES
from counselling.faq.fields import Fields, by_language
from counselling.faq.lines import placeholders
from counselling.faq.model import THEMES, CannedReply
from counselling.faq.problems import Findings, suggestion
from counselling.faq.registers import listed
from counselling.faq.source import Passage, Source
from counselling.faq.tree import Tree
from counselling.faq.wording import check_sentences

FILLED_IN = frozenset({"code", "office"})
"""What the desk can fill in: her ticket's code, the name of its office."""

LONGEST = 700  # letters: what is longer is a question for the set
_REPLY = {
    "id": "id: still-here",
    "title": "title: {vi: …, en: …, ko: …}",
    "text": "text: {vi: …, en: …, ko: …}",
    "themes": "themes: [legal]",
}


def read_canned(
    source: Source, findings: Findings
) -> tuple[tuple[CannedReply, ...], tuple[Passage, ...]]:
    """The replies of faq/replies.yml, and each text with its place; problems are noted."""
    found: dict[str, CannedReply] = {}
    passages: list[Passage] = []
    for tree in listed(source, findings):
        fields = Fields(tree, _REPLY, frozenset({"themes"}))
        reply = CannedReply(
            fields.slug("id"), fields.localized("title"), fields.localized("text"), _themes(fields)
        )
        if "text" in fields.trees:
            passages += _checked(fields.trees["text"])
        if reply.id in found:
            tree.error(f'the id "{reply.id}" stands here twice', "Give this one an id of its own.")
        elif reply.id:
            found[reply.id] = reply
    return tuple(found.values()), tuple(passages)


def _themes(fields: Fields) -> tuple[str, ...]:
    named = [] if "themes" not in fields.trees else list(fields.texts("themes"))
    for theme in named:
        if theme.value not in THEMES:
            tree = fields.trees["themes"]
            what, mend = f'"{theme.value}" is not a theme', suggestion(theme.value, THEMES)
            tree.findings.error(tree.spot, theme.line, what, mend)
    return tuple(theme.value for theme in named)


def _checked(tree: Tree) -> list[Passage]:
    texts = by_language(Tree(tree.node, tree.spot, Findings(), tree.line))
    used = {language: placeholders(text.text) for language, text in texts.items()}
    first = next((names for names in used.values() if names is not None), frozenset())
    passages = []
    for language in (one for one in LANGUAGES if one in texts):
        text = Tree(texts[language].node, texts[language].spot, tree.findings, texts[language].line)
        passages.append(Passage(text.spot, text.located))
        check_sentences(text.located, language, text.spot, tree.findings)
        if len(text.text) > LONGEST:
            what = f"the reply has {len(text.text)} letters; {LONGEST} are the limit"
            text.error(what, "Say one thing, and the next one in another reply.")
        _check_braces(text, used[language], first)
    return passages


def _check_braces(text: Tree, used: frozenset[str] | None, first: frozenset[str]) -> None:
    if used is None:
        mend = "Write {code} or {office}, or no braces at all."
        text.error("the braces { } do not fit together", mend)
        return
    for name in sorted(used - FILLED_IN):
        text.error(f"nothing can be filled in for {{{name}}}", "There are {code} and {office}.")
    if used != first:
        text.error("the words in braces differ", "Use the same ones in all three languages.")
