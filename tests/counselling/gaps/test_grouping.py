"""Questions that are alike stand together, the most frequent first."""

from datetime import UTC, datetime

from counselling.conversations import Language
from counselling.gaps import group
from counselling.store.unanswered import Unanswered, Why

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _missed(
    text: str,
    *,
    language: Language = "vi",
    why: Why = "fallback",
    faq: str | None = None,
    candidates: tuple[str, ...] = (),
) -> Unanswered:
    return Unanswered(text, language, why, "fallback", faq, candidates, NOW)


def test_the_same_question_in_other_words_is_one_group() -> None:
    gaps = group(
        [
            _missed("đổi bằng lái xe Hàn Quốc ở đâu"),
            _missed("giá vàng hôm nay"),
            _missed("bang lai xe han quoc doi o dau"),
            _missed("đổi bằng lái Hàn Quốc sang Việt Nam"),
        ]
    )
    assert [gap.size for gap in gaps] == [3, 1]
    assert gaps[0].texts[0] == "đổi bằng lái xe Hàn Quốc ở đâu"


def test_languages_stay_apart() -> None:
    gaps = group([_missed("visa"), _missed("visa", language="en")])
    assert [(gap.language, gap.size) for gap in gaps] == [("vi", 1), ("en", 1)]


def test_a_group_says_why_and_what_came_nearest() -> None:
    near = ("vocational/loan-vbsp", "legal/legal-aid-how")
    (gap,) = group(
        [
            _missed("vay tiền mở quán", candidates=near),
            _missed("vay tiền mở quán", why="unhelpful", faq="vocational/loan-vbsp"),
        ]
    )
    assert gap.whys == {"fallback": 1, "unhelpful": 1}
    assert gap.nearest == near
    assert gap.theme == "vocational"


def test_without_anything_near_there_is_no_theme() -> None:
    (gap,) = group([_missed("giá vàng")])
    assert gap.theme == ""


def test_every_question_is_in_exactly_one_group() -> None:
    texts = [f"câu hỏi về {one} và {other}" for one in "abcdef" for other in ("xe", "nhà", "đất")]
    gaps = group([_missed(text) for text in texts])
    assert sorted(text for gap in gaps for text in gap.texts) == sorted(texts)
