"""What she is asked before a counsellor may read: read from faq/consent.yml, with its version.

A wording that changes must get a new version, or nobody could tell later what she agreed to: the
file holds a digest of the texts of each version, and the check compares.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counselling.conversations import LANGUAGES, Language
from counselling.faq.fields import Fields, by_language
from counselling.faq.lines import placeholders
from counselling.faq.model import Localized
from counselling.faq.problems import Findings, Spot
from counselling.faq.source import Passage, Source
from counselling.faq.tree import Tree
from counselling.faq.yaml_text import compose

MOST_SENTENCES = 6
_TEXTS = ("text", "yes", "no", "short_yes", "short_no", "about")
_FIELDS = {
    "version": "version: 1",
    "date": "date: 2026-11-22",
    "review": "review: draft",
    "digests": "digests: {1: …}",
} | {key: f"{key}: {{vi: …, en: …, ko: …}}" for key in _TEXTS}
_SENTENCE_END = re.compile(r"[.?!…]+[”\"’)]*(?:\s|$)")


@dataclass(frozen=True)
class Consent:
    """The question and its answers, by language.

    ``short_yes`` and ``short_no`` stand below a danger reply, whose own words are the question
    then; ``about`` leads from there to the whole text. ``days``: how long a case is kept.
    """

    number: int
    date: date
    text: Localized
    yes: Localized
    no: Localized
    short_yes: Localized
    short_no: Localized
    about: Localized
    days: int = 365

    def ask(self, language: Language) -> str:
        """The whole question as she reads it."""
        return self.text[language].format(days=self.days)

    def told_in(self, text: str) -> tuple[Language, int] | None:
        """In which language ``text`` is this question, and the days it names; None if it is not."""
        for language in LANGUAGES:
            before, _, after = self.text[language].partition("{days}")
            days = text.removeprefix(before).removesuffix(after)
            if days.isdecimal() and text == f"{before}{days}{after}":
                return language, int(days)
        return None

    @property
    def version(self) -> str:
        """The version's number and date, such as ``1 2026-11-22``."""
        return f"{self.number} {self.date.isoformat()}"


def read_consent(source: Source, findings: Findings) -> tuple[Consent | None, tuple[Passage, ...]]:
    """The question of faq/consent.yml; problems are noted."""
    spot = Spot(source.file)
    node = compose(source.text, spot, findings)
    if node is None:
        findings.error(spot, 1, "no question can be read", 'Begin with "version: 1".')
        return None, ()
    fields = Fields(Tree(node, spot, findings, 1), _FIELDS)
    fields.choice("review", ("draft", "reviewed"))
    trees = {key: by_language(fields.trees[key]) for key in _TEXTS if key in fields.trees}
    texts = {key: {name: tree.text for name, tree in found.items()} for key, found in trees.items()}
    passages = [
        Passage(one.spot, one.located) for found in trees.values() for one in found.values()
    ]
    number, day = _number(fields), fields.date("date")
    if any(len(texts.get(key, {})) < len(LANGUAGES) for key in _TEXTS) or not (number and day):
        return None, tuple(passages)
    for tree in trees["text"].values():
        _check_text(tree)
    _check_digest(fields, number, digest(texts))
    return _consent(number, day, texts), tuple(passages)


def digest(texts: dict[str, dict[Language, str]]) -> str:
    """SHA-256, as 64 hex digits, of all texts by name and language."""
    whole = json.dumps(texts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def _consent(number: int, day: date, texts: Mapping[str, Localized]) -> Consent:
    return Consent(
        number=number,
        date=day,
        text=texts["text"],
        yes=texts["yes"],
        no=texts["no"],
        short_yes=texts["short_yes"],
        short_no=texts["short_no"],
        about=texts["about"],
    )


def _number(fields: Fields) -> int:
    written = fields.text("version")
    if not written or (written.isascii() and written.isdigit() and len(written) < 5):
        return int(written or 0)
    fields.trees["version"].error(f'"{written}" is no number', "Count the versions: 1, 2, 3 …")
    return 0


def _check_text(tree: Tree) -> None:
    sentences = len(_SENTENCE_END.findall(tree.text))
    if sentences > MOST_SENTENCES:
        what = f"the question has {sentences} sentences"
        tree.error(what, f"She must be able to read it at a glance: {MOST_SENTENCES} at most.")
    if placeholders(tree.text) != frozenset({"days"}):
        what = "the question must say how long a case is kept"
        tree.error(what, "Write {days} where the number of days belongs, and no other braces.")


def _check_digest(fields: Fields, number: int, found: str) -> None:
    """The digest of the present texts must be the one written down for their version."""
    known = dict(fields.trees["digests"].pairs())
    line = f'"{number}: {found}"'
    if str(number) not in known:
        what = f"the digest of version {number} is missing"
        fields.trees["digests"].error(what, f"Add a line {line} beneath it.")
    elif known[str(number)].text != found:
        what = f"the texts are not those of version {number}"
        mend = (
            f'Count "version" up, write today\'s "date", and add a line "{number + 1}: {found}". '
            "Leave the earlier digests: they say what women agreed to before."
        )
        known[str(number)].error(what, mend)
