"""What women write: conversations in three languages, drawn by a seed from the office's own set."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from benchmarks.figures import DANGER, QUESTIONS
from benchmarks.load.meter import Meter
from counselling.conversations import Language
from counselling.faq import FaqSet

# Of a hundred women; of a hundred messages one in DANGERS tells of danger.
LANGUAGES: tuple[tuple[Language, int], ...] = (("vi", 70), ("ko", 15), ("en", 15))
DANGERS = 4
_DANGER = {
    "vi": (DANGER, "toi muon chet, khong thiet song nua"),
    "en": ("my husband is beating me right now, help", "I want to kill myself"),
    "ko": ("남편이 지금 때리고 있어요 도와주세요", "죽고 싶어요"),
}
_SMALL = {
    "vi": ("chào chị", "cảm ơn chị nhiều", "dạ", "chị ơi cho em hỏi chút"),
    "en": ("hello", "thank you so much", "ok", "can I ask something"),
    "ko": ("안녕하세요", "감사합니다", "네", "뭐 좀 여쭤봐도 될까요"),
}
_STORY = (
    "Em lấy chồng Hàn Quốc được sáu năm, năm ngoái em về nước với con gái bốn tuổi. Giấy tờ bên "
    "kia em để lại hết, nhà chồng không gửi. Bây giờ em ở với mẹ, chưa có việc, con chưa đi học "
    "được vì chưa có giấy khai sinh Việt Nam. Em không biết bắt đầu từ đâu, chị chỉ em với. "
)


@dataclass(frozen=True)
class Line:
    """One message. ``kind``: danger, or what else its time is counted under."""

    text: str
    kind: str


class Script:
    """Gives each woman her language and her lines, the same every time for a seed."""

    def __init__(self, faq: FaqSet, seed: int = 1) -> None:
        self._honest = tuple(faq.lines.say("assistant_down", one) for one, _ in LANGUAGES)
        self._dice = random.Random(seed)  # noqa: S311  # the same load each time
        self._phrasings = {
            language: [
                phrasing
                for entry in faq.entries.values()
                for phrasing in entry.texts[language].phrasings
            ]
            for language, _ in LANGUAGES
        }

    def meter(self) -> Meter:
        """An empty one."""
        return Meter(honest=self._honest)

    def language(self) -> Language:
        """Of the next woman."""
        languages, shares = zip(*LANGUAGES, strict=True)
        language: Language = self._dice.choices(languages, shares)[0]
        return language

    def lines(self, language: Language) -> Iterator[Line]:
        """All she will ever write."""
        questions = cycle(QUESTIONS)
        while True:
            draw = self._dice.random() * 100
            if draw < DANGERS:
                yield Line(self._dice.choice(_DANGER[language]), "danger")
            elif draw < 25:
                yield Line(self._dice.choice(_SMALL[language]), "answer")
            elif draw < 30:
                yield Line(_STORY * self._dice.randint(1, 3), "answer")
            elif draw < 40 and language == "vi":
                yield Line(next(questions), "answer")
            else:
                yield Line(self._dice.choice(self._phrasings[language]), "answer")
