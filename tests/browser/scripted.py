"""A small assistant for the page's tests: the real set's answers, found by plain keywords."""

import asyncio
from collections.abc import Callable

from counselling import offers
from counselling.assistant import Answered, Candidate, Decision, Reply, Turn
from counselling.conversations import Choice
from counselling.faq import FaqSet
from counselling.understudy import Understudy

KEYWORDS = {
    "legal/record-foreign-divorce": ("ghi chú ly hôn", "record it", "신고해요"),
    "psychological/cannot-sleep": ("ngủ", "sleep", "잠"),
}
UNCLEAR = ("giấy tờ", "papers", "서류")
CLOSE = ("legal/record-foreign-divorce", "child-status/birth-registration-born-abroad")


class ScriptedAssistant:
    """Answers, asks back or gives up by keyword.

    ``pause``: seconds it thinks; ``heard``: the texts it was asked, in order.
    """

    def __init__(self, faq: Callable[[], FaqSet]) -> None:
        self.pause = 0.0
        self.heard: list[str] = []
        self._faq = faq
        self._taps = Understudy(faq)

    async def answer(self, turn: Turn) -> Answered:
        """Answer one turn."""
        await asyncio.sleep(self.pause)
        if turn.choice:
            return await self._taps.answer(turn)
        self.heard.append(turn.text)
        if any(word in turn.text.lower() for word in UNCLEAR):
            return self._ask_back(turn)
        for entry, words in KEYWORDS.items():
            if any(word in turn.text.lower() for word in words):
                return self._answer(entry, turn)
        person = Choice("person", self._say("choice_person", turn))
        return Answered((Reply(self._say("fallback", turn), (person,)),), Decision.FALLBACK)

    def _answer(self, entry: str, turn: Turn) -> Answered:
        text = self._faq().answer_text(entry, turn.language)
        reply = Reply(text, offers.after_answer(self._faq(), entry, turn.language), faq=entry)
        return Answered((reply,), Decision.ANSWER, entry, (Candidate(entry, 0.9),))

    def _ask_back(self, turn: Turn) -> Answered:
        titles = [self._faq().entries[entry].texts[turn.language].title for entry in CLOSE]
        choices = [
            Choice(f"faq:{entry}", title) for entry, title in zip(CLOSE, titles, strict=True)
        ]
        choices.append(Choice("none", self._say("choice_none", turn)))
        reply = Reply(self._say("clarify", turn), tuple(choices))
        return Answered((reply,), Decision.CLARIFY)

    def _say(self, key: str, turn: Turn) -> str:
        return self._faq().lines.say(key, turn.language)
