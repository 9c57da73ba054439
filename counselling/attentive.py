"""Before the assistant is asked: what she says to reach the menu's entries needs no Rasa."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from counselling import contact, offers
from counselling.assistant import AWAITING_CONSENT, Answered, Assistant, Decision, Reply, Turn
from counselling.conversations import Choice
from counselling.faq import FaqSet
from counselling.in_the_chat import languages
from language.normalise import clean, fold

MOST_WORDS = 8  # a longer message is a story, and the assistant's
_FILE = Path(__file__).with_name("said.tsv")
_NO_WORD = re.compile(r"[^\w\s]+")


class Attentive:
    """Answers those turns itself and passes all others on."""

    def __init__(self, assistant: Assistant, faq: Callable[[], FaqSet]) -> None:
        self._assistant = assistant
        self._faq = faq

    async def answer(self, turn: Turn) -> Answered:
        """Answer one turn; raises AssistantUnavailable."""
        faq = self._faq()
        if turn.choice == "consent.about":
            reply = offers.ask_consent(faq, turn.language)
            return Answered((reply,), Decision.HANDOFF, awaiting=AWAITING_CONSENT)
        what = wish_in(turn.text) if turn.choice is None else None
        if what is None:
            return await self._assistant.answer(turn)
        if what == "language":
            reply = Reply(faq.lines.say("ask_language", turn.language), languages())
            return Answered((reply,), Decision.SMALLTALK, awaiting=turn.awaiting)
        reply = Reply(faq.lines.say(f"said_{what}", turn.language), _ways(what, turn, faq))
        return Answered((reply,), Decision.SMALLTALK, awaiting=turn.awaiting)


def wish_in(text: str) -> str | None:
    """The first column of said.tsv, such as ``code`` or ``erase``, if a short message says so."""
    plain = _plain(text)
    if len(plain.split()) > MOST_WORDS:
        return None
    return next((what for said, what in _said().items() if f" {said}" in f" {plain}"), None)


def _ways(what: str, turn: Turn, faq: FaqSet) -> tuple[Choice, ...]:
    if what == "contact":
        return contact.choices(faq, turn.language)
    return (Choice(what, faq.lines.say(f"choice_{what}", turn.language)),)


@cache
def _said() -> Mapping[str, str]:
    rows = _FILE.read_text(encoding="utf-8").splitlines()
    fields = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {_plain(phrase): what for what, _, phrase in fields}


def _plain(text: str) -> str:
    return " ".join(_NO_WORD.sub(" ", fold(clean(text, 200))).split())
