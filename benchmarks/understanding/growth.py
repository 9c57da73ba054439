"""Larger sets made from ours: new entries that are distinct, yet as alike as real ones are."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log
from types import MappingProxyType

from counselling.conversations import LANGUAGES, Language
from counselling.faq import Entry, FaqSet
from counselling.faq.limits import FEWEST_PHRASINGS
from counselling.faq.model import Text

_WORD = re.compile(r"\w+")
_TELLING = 30  # words of an entry, in one language, that tell it from the others
_SEED = 1

Telling = Mapping[tuple[str, Language], Sequence[str]]


def grown(faq: FaqSet, size: int) -> FaqSet:
    """The set with ``size`` entries, each with as few phrasings as an editor may write.

    Every entry added is one of ours with its telling words exchanged for another's, as "how do
    I get a birth certificate" becomes "how do I get a loan"; a phrasing without such a word is
    left out. The same set gives the same result.
    """
    ours = [faq.entries[name] for name in sorted(faq.entries)]
    telling = _telling_words(ours)
    pairs = [(one, other) for one in ours for other in ours if one is not other]
    random.Random(_SEED).shuffle(pairs)  # noqa: S311  # for variety, not for secrets
    made = [_mixed(one, other, telling) for one, other in pairs[: max(0, size - len(ours))]]
    entries = {entry.id: _short(entry) for entry in (*ours[:size], *made)}
    return replace(faq, entries=MappingProxyType(entries))


def _telling_words(entries: Sequence[Entry]) -> Telling:
    """Each entry's words that are frequent in it and rare in the others (tf-idf), best first."""
    found = {}
    for language in LANGUAGES:
        counts = {entry.id: Counter(_words(entry.texts[language])) for entry in entries}
        spread = Counter(word for count in counts.values() for word in count)
        for name, count in counts.items():
            weight = {word: count[word] * log(len(entries) / spread[word]) for word in count}
            found[name, language] = sorted(weight, key=lambda word: (-weight[word], word))[
                :_TELLING
            ]
    return found


def _words(text: Text) -> Iterator[str]:
    for phrasing in (text.title, *text.phrasings):
        yield from (word for word in _WORD.findall(phrasing.lower()) if len(word) > 1)


def _mixed(one: Entry, other: Entry, telling: Telling) -> Entry:
    slugs = [entry.id.partition("/")[2] for entry in (one, other)]
    texts = {
        language: _exchanged(text, telling[one.id, language], telling[other.id, language])
        for language, text in one.texts.items()
    }
    return replace(one, id=f"{one.theme}/{'-as-'.join(slugs)}", texts=texts)


def _exchanged(text: Text, words: Sequence[str], others: Sequence[str]) -> Text:
    instead = dict(zip(words, others, strict=False))

    def change(line: str) -> str:
        return _WORD.sub(lambda found: instead.get(found[0].lower(), found[0]), line)

    return replace(
        text,
        title=change(text.title),
        phrasings=tuple(new for old in text.phrasings if (new := change(old)) != old),
        answer=change(text.answer),
    )


def _short(entry: Entry) -> Entry:
    """Only so many phrasings as an entry must have, evenly taken."""
    texts = {
        language: replace(text, phrasings=_evenly(text.phrasings, FEWEST_PHRASINGS[language]))
        for language, text in entry.texts.items()
    }
    return replace(entry, texts=texts)


def _evenly(phrasings: Sequence[str], number: int) -> tuple[str, ...]:
    step = max(1, len(phrasings) / number)
    return tuple(phrasings[int(at * step)] for at in range(min(number, len(phrasings))))
