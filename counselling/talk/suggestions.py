"""Texts a counsellor may put into her reply: the office's replies and the answers of the Q&A set.

Found by words in the woman's language or in Vietnamese, with or without marks. Nothing found is
ever sent by itself.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from counselling.conversations import LANGUAGES, Language
from counselling.faq import FaqSet
from language.normalise import clean, fold

Kind = Literal["reply", "faq"]
MOST = 30  # in one list


@dataclass(frozen=True)
class Suggestion:
    """A text in her language. ``reference`` is "reply:<id>" or "faq:<theme>/<slug>".

    ``unchecked``: an answer that the office has not checked yet.
    """

    reference: str
    kind: Kind
    title: str
    text: str
    unchecked: bool = False


@dataclass(frozen=True)
class _Card:
    """What is looked through for one text, in plain letters."""

    reference: str
    title: str
    whole: str


class Suggestions:
    """Searches what the office has written down, as it stands in the files now."""

    def __init__(self, faq: Callable[[], FaqSet]) -> None:
        self._faq = faq
        self._cards: tuple[str, Mapping[Language, tuple[_Card, ...]]] = ("", {})

    def search(
        self, words: str, language: Language, *, code: str, office: str | None
    ) -> list[Suggestion]:
        """The best first; the office's own replies before answers. All replies for no words.

        ``office``: an id of faq/offices.yml, None for none.
        """
        wanted = fold(clean(words, 200)).split()
        ranked = [
            (rank, card.reference)
            for card in self._all()[language]
            if (rank := _rank(card, wanted)) is not None
        ]
        ranked.sort(key=lambda pair: pair[0])
        found = (self.one(name, language, code=code, office=office) for _, name in ranked[:MOST])
        return [suggestion for suggestion in found if suggestion]

    def one(
        self, reference: str, language: Language, *, code: str, office: str | None
    ) -> Suggestion | None:
        """The text with this reference; None if there is none (any more)."""
        faq = self._faq()
        kind, _, name = reference.partition(":")
        if kind == "faq" and name in faq.entries:
            entry = faq.entries[name]
            text = entry.texts[language]
            step = faq.lines.say("next_step", language, next_step=text.next_step)
            said = f"{text.answer}\n\n{step}"
            return Suggestion(reference, "faq", text.title, said, entry.review == "draft")
        for reply in faq.canned if kind == "reply" else ():
            if reply.id == name:
                names = {"code": code, "office": _office(faq, office, language)}
                filled = reply.text[language].format_map(names)
                return Suggestion(reference, "reply", reply.title[language], filled)
        return None

    def title(self, entry_id: str, language: Language) -> str:
        """The title of an entry of the set, or its id once it is gone."""
        entry = self._faq().entries.get(entry_id)
        return entry.texts[language].title if entry else entry_id

    def office(self, office_id: str, language: Language) -> str:
        """The name of an office, or its id once it is gone."""
        office = self._faq().offices.get(office_id)
        return office.name[language] if office else office_id

    def _all(self) -> Mapping[Language, tuple[_Card, ...]]:
        faq = self._faq()
        if self._cards[0] != faq.fingerprint:
            cards = {language: tuple(_cards(faq, language)) for language in LANGUAGES}
            self._cards = (faq.fingerprint, cards)
        return self._cards[1]


def _cards(faq: FaqSet, language: Language) -> Iterator[_Card]:
    spoken = {language, "vi"}
    for reply in faq.canned:
        titles = " ".join(reply.title[one] for one in LANGUAGES if one in spoken)
        texts = " ".join(reply.text[one] for one in LANGUAGES if one in spoken)
        yield _Card(f"reply:{reply.id}", fold(titles), fold(f"{titles} {reply.id} {texts}"))
    for entry in faq.entries.values():
        texts_of = [entry.texts[one] for one in LANGUAGES if one in spoken]
        titles = " ".join(text.title for text in texts_of)
        asked = " ".join(" ".join(text.phrasings) for text in texts_of)
        answers = " ".join(text.answer for text in texts_of)
        whole = f"{titles} {entry.id} {asked} {answers}"
        yield _Card(f"faq:{entry.id}", fold(titles), fold(whole))


def _rank(card: _Card, wanted: list[str]) -> tuple[int, int, int] | None:
    """Smaller is better; None if a wanted word is missing, or an answer and no word is given."""
    is_answer = card.reference.startswith("faq:")
    if not wanted:
        return None if is_answer else (0, 0, 0)
    if not all(word in card.whole for word in wanted):
        return None
    missing = sum(word not in card.title for word in wanted)
    together = 0 if " ".join(wanted) in card.whole else 1
    return missing, together, int(is_answer)


def _office(faq: FaqSet, office: str | None, language: Language) -> str:
    known = faq.offices.get(office or "")
    return known.name[language] if known else faq.lines.say("our_office", language)
