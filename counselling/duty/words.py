"""What a page says, and on purpose does not say.

A page is read on a locked screen at a counsellor's home, and stays for ever at Telegram or with a
mail provider. So it names no woman, no danger, no kind of help and no ticket code: the woman sees
the same code on her own screen, and whoever saw both could tie one to the other. Erasing a
conversation cannot reach those companies. The desk names the ticket, behind its password.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from counselling.conversations import Language

_SUBJECT: Mapping[Language, str] = {
    "vi": "Bàn làm việc: có người đang chờ",
    "en": "The desk: somebody is waiting",
    "ko": "업무 안내: 기다리는 분이 있어요",
}
_WAITING: Mapping[Language, str] = {
    "vi": "Có người đang chờ ở bàn làm việc.",
    "en": "Somebody is waiting at the desk.",
    "ko": "기다리는 분이 있어요.",
}
_OPEN: Mapping[Language, str] = {"vi": "Mở: {desk}", "en": "Open: {desk}", "ko": "열기: {desk}"}
_TEST_SUBJECT: Mapping[Language, str] = {
    "vi": "Bàn làm việc: tin thử",
    "en": "The desk: a test",
    "ko": "업무 안내: 시험 알림",
}
_TEST: Mapping[Language, str] = {
    "vi": "Đây là tin thử. Không có ai đang chờ.",
    "en": "This is a test. Nobody is waiting.",
    "ko": "시험 알림이에요. 기다리는 분은 없어요.",
}


@dataclass(frozen=True)
class PageText:
    """``subject`` is for ways that have one, such as e-mail."""

    subject: str
    body: str


def page_text(language: Language, desk: str) -> PageText:
    """The page. ``desk`` is the desk's address; "" where the office has set none."""
    return PageText(_SUBJECT[language], _with_address(_WAITING[language], language, desk))


def trial_text(language: Language, desk: str) -> PageText:
    """What ``./osso duty try`` sends."""
    return PageText(_TEST_SUBJECT[language], _with_address(_TEST[language], language, desk))


def _with_address(said: str, language: Language, desk: str) -> str:
    return f"{said} {_OPEN[language].format(desk=desk)}" if desk else said
