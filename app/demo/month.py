"""When women write and what they ask, over a month: chosen by a seed, from the set's phrasings."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from counselling.conversations import Language
from counselling.faq import FaqSet

OFFICE_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
DAYS = 30
ONLY_QUESTIONS = 140
"""Conversations that end without a counsellor."""

# Most write in the evening, when the children sleep; a few at night.
_HOURS = (1, 1, 0, 0, 0, 1, 2, 4, 7, 8, 8, 6, 6, 5, 6, 6, 6, 5, 6, 9, 13, 14, 9, 4)
_LANGUAGES: tuple[tuple[Language, int], ...] = (("vi", 84), ("ko", 9), ("en", 7))
_NOT_COVERED = (
    "chị ơi trường mẫu giáo gần chợ có còn nhận trẻ không",
    "cho em hỏi vé máy bay sang Busan tháng này bao nhiêu",
    "em muốn học lái xe thì ở đâu",
    "tìm giúp em số điện thoại chị Hạnh phòng bên",
)
_GAP = 12  # of a hundred questions so many are of what the set does not cover
_RATED = 35  # of a hundred answers she says so often whether they helped
_HELPED = 82  # of a hundred such


@dataclass(frozen=True)
class Question:
    """One question of hers: its words, the entry they ask for, and whether the answer helped."""

    text: str
    entry: str | None
    helped: bool | None


@dataclass(frozen=True)
class Visit:
    """A conversation without a counsellor."""

    at: datetime
    language: Language
    questions: tuple[Question, ...]


def visits(faq: FaqSet, today: datetime, dice: random.Random) -> list[Visit]:
    """The month's conversations that need no counsellor, oldest first."""
    return sorted(_visits(faq, today, dice), key=lambda visit: visit.at)


def moment(today: datetime, days_ago: int, dice: random.Random) -> datetime:
    """A time of that day at which women write, in UTC; before ``today``."""
    day = (today.astimezone(OFFICE_TIME) - timedelta(days=days_ago)).date()
    hour = dice.choices(range(24), _HOURS)[0]
    at = datetime.combine(day, time(hour, dice.randrange(60)), OFFICE_TIME).astimezone(UTC)
    return at if at < today - timedelta(hours=2) else at - timedelta(days=1)


def at_work(today: datetime, days_ago: int, dice: random.Random, at: str | None) -> datetime:
    """A time within the office's hours on that day or the working day before it, or ``at``."""
    day = (today.astimezone(OFFICE_TIME) - timedelta(days=days_ago)).date()
    if at:
        return datetime.combine(day, time.fromisoformat(at), OFFICE_TIME).astimezone(UTC)
    day -= timedelta(days=max(0, day.weekday() - 4))
    begun = time(dice.randint(8, 14), dice.randrange(60))
    return datetime.combine(day, begun, OFFICE_TIME).astimezone(UTC)


def _visits(faq: FaqSet, today: datetime, dice: random.Random) -> Iterator[Visit]:
    for _ in range(ONLY_QUESTIONS):
        language = dice.choices(*zip(*_LANGUAGES, strict=True))[0]
        asked = tuple(
            _question(faq, language, dice) for _ in range(dice.choice((1, 1, 1, 2, 2, 3)))
        )
        yield Visit(moment(today, dice.randrange(DAYS), dice), language, asked)


def _question(faq: FaqSet, language: Language, dice: random.Random) -> Question:
    if language == "vi" and dice.randrange(100) < _GAP:
        return Question(dice.choice(_NOT_COVERED), None, None)
    entry = dice.choice(sorted(faq.entries))
    phrasing = dice.choice(faq.entries[entry].texts[language].phrasings)
    rated = dice.randrange(100) < _RATED
    return Question(phrasing, entry, dice.randrange(100) < _HELPED if rated else None)
