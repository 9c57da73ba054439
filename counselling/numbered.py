"""Choices where a platform has few buttons or none: offered by number, answered by number or words.

Pure. The same answer means the same on every channel. Open are the choices of the last run: of what
the office wrote since she, or a counsellor, wrote last. Numbers go on through a run, so that none
stands twice where two messages with choices follow each other.
"""

import re
from collections.abc import Sequence

from counselling.conversations import Choice, Message, Sender
from language.normalise import clean, fold

A_RUN = 20  # messages to look at: more than a run ever has
MOST_CHARACTERS = 80  # a longer text is a message, whatever stands in it
# Only what can mean nothing but "the one with this number", in folded letters. Left out on purpose:
# "2 tuổi", "2 con", "thứ 2" (Monday), "em 2" (a second child), "hai" (also an English greeting),
# "이번" (this time), and three digits or more.
_BEFORE = (
    "da", "vang", "(?:(?:em|toi|minh|chi|i) )?(?:xin )?(?:chon|lay|bam|choose|pick|want)",
    "저는", "전", "cau", "muc", "dong", "lua chon", "phuong an", "option", "choice", "answer",
    "so", "number", r"no\.", "번호",
)  # fmt: skip
_BEHIND_KOREAN = (
    "번째", "번", "으로", "로", "이에요", "예요", "입니다", "이요", "요", "선택", "할게요",
    "주세요",
)  # fmt: skip
_BEHIND = ("nhe", "nha", "a", "di", "please", "pls", "thanks", "cam on")  # "2a" is a house or class
_SAYS = re.compile(
    rf"(?:(?:{'|'.join(_BEFORE)}) *)*[(\[#]? *([1-9][0-9]?) *[)\].:,!]*"
    rf"(?: *(?:{'|'.join(_BEHIND_KOREAN)})| +(?:{'|'.join(_BEHIND)}))* *[.!]*"
)
_WORDS = {
    word: number
    for number, words in enumerate(
        (
            ("so mot", "cau mot", "number one", "the first one", "첫번째", "첫 번째", "일번"),
            ("so hai", "cau hai", "number two", "the second one", "두번째", "두 번째"),
            ("so ba", "cau ba", "number three", "the third one", "세번째", "세 번째", "삼번"),
            ("so bon", "cau bon", "number four", "the fourth one", "네번째", "네 번째", "사번"),
            ("so nam", "cau nam", "number five", "the fifth one", "다섯번째", "다섯 번째", "오번"),
            ("so sau", "cau sau", "number six", "the sixth one", "여섯번째", "여섯 번째", "육번"),
        ),  # "이번" is no number two: it says "this time"
        start=1,
    )
    for word in words
}
_EDGES = " .,!?;:“”\"'()[]-–—…"


def number_in(text: str) -> int | None:
    """The number that ``text`` names and nothing else; None if it says more, or something else."""
    if len(text) > MOST_CHARACTERS:
        return None
    said = " ".join(fold(clean(text.replace("\u20e3", ""))).split())  # the frame of a keycap emoji
    if found := _SAYS.fullmatch(said):
        return int(found[1])
    return _WORDS.get(said.strip(_EDGES))


def open_offers(messages: Sequence[Message]) -> list[Message]:
    """Those of the last run that hold choices. ``messages``: the conversation's last, in order.

    A counsellor who wrote since has closed all before: "2" may answer what she asked.
    """
    run: list[Message] = []
    for message in reversed(messages):
        if message.sender in {Sender.WOMAN, Sender.COUNSELLOR}:
            break
        run.append(message)
    return [message for message in reversed(run) if message.choices]


def by_number(text: str, offers: Sequence[Message], *, shown: bool) -> Choice | None:
    """The choice whose number ``text`` says, if it says nothing else.

    ``shown``: whether her screen shows the numbers. Where she must count herself, only one message
    with choices leaves no doubt which she counted.
    """
    number = number_in(text)
    choices = [choice for offer in offers for choice in offer.choices]
    if number is None or number > len(choices) or not (shown or len(offers) == 1):
        return None
    return choices[number - 1]


def by_label(text: str, offers: Sequence[Message]) -> Choice | None:
    """The choice whose label is ``text``, but for capitals, diacritics and signs at the ends.

    She may send a line back as it was shown, "1. Label". None where two that differ read alike.
    """
    said, named = _plain(text), {}
    choices = [choice for offer in offers for choice in offer.choices]
    for number, choice in enumerate(choices, start=1):
        label = _plain(choice.label)
        if label and said in {label, f"{number}. {label}", f"{number} {label}"}:
            named[choice.id] = choice
    return next(iter(named.values())) if len(named) == 1 else None


def first_number(before: Sequence[Message]) -> int:
    """The number of the first choice of the message that follows ``before``, in order."""
    return 1 + sum(len(offer.choices) for offer in open_offers(before))


def with_numbers(text: str, choices: Sequence[Choice], first: int = 1) -> str:
    """``text``, and below it the choices, each on a line with its number."""
    lines = [f"{number}. {choice.label}" for number, choice in enumerate(choices, start=first)]
    return "\n\n".join(part for part in (text, "\n".join(lines)) if part)


def _plain(text: str) -> str:
    return fold(clean(text, MOST_CHARACTERS)).strip(_EDGES)
