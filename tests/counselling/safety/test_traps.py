"""What only sounds like danger, what is in doubt, and which phrase decides."""

from pathlib import Path

import pytest

from counselling.safety.detect import NO_DANGER, DangerDetector
from counselling.safety.phrases import load

DETECTOR = DangerDetector(load(Path(__file__).parents[3] / "faq/danger/phrases.tsv"))


@pytest.mark.parametrize(
    "text",
    [
        "mệt muốn chết luôn chị ơi",
        "doi muon chet",
        "buồn cười muốn chết",
        "em không muốn sống ở đây nữa",
        "không muốn sống với mẹ chồng",
        "chồng em chết năm ngoái",
        "chị cứ từ từ trả lời",
        "chi cu tu tu tra loi",
        "em bị đánh giá thấp ở chỗ làm",
        "chồng em đánh bài thua hết tiền",
        "chồng em làm nghề đánh bắt cá",
        "mẹ em nghiên cứu với thầy",
        "bán con lợn được bao nhiêu",
        "giết con gà cúng giỗ",
        "con em cầm hộ chiếu Hàn",
        "chung minh thu ho chieu het han",
        "em cần tư vấn ly hôn",
        "em can tu van ly hon",
        "lương bị giảm",
        "luong bi giam",
        "em di dao voi con",
        "I don't want to live with him anymore",
        "hit me up later",
        "맞아요",
        "배고파 죽겠다",
        "혼자살아요",
        "혼자 살아요",
        "저한테 맞아요",
        "애 때문에 걱정이에요",
        "회사 때려치우고 싶어요",
        "한국에서 살기 싫어요",
        "아이 혼자 키워요",
        "사유서를 써야 하나요",
        "같이 하자해서 왔어요",
        "làm giấy khai sinh cho con ở đâu",
        "can giay to gi de ly hon",
        "",
        "   ",
        "👍",
    ],
)
def test_what_only_sounds_like_danger_is_quiet(text: str) -> None:
    assert DETECTOR.see(text) == NO_DANGER


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("bố dượng có nhận con được không", "child-danger"),
        ("việc nhẹ lương cao bên Campuchia có thật không", "trafficking"),
        ("anh ấy đấm vào tường", "violence"),
        ("chồng giữ hộ chiếu của em", "trafficking"),
        ("he has a gun", "violence"),
        ("my stepfather lives with us", "child-danger"),
        ("they gave me no pay", "trafficking"),
        ("he quit hitting", "violence"),
        ("새아빠가 있어요", "child-danger"),
        ("đau bụng đau muốn chết", "suicide"),
        ("bạo lực gia đình là gì", "violence"),
    ],
)
def test_words_that_are_no_danger_by_themselves_are_amber(text: str, category: str) -> None:
    seen = DETECTOR.see(text)
    assert (seen.level, seen.category) == ("amber", category)


@pytest.mark.parametrize(
    "text",
    [
        "mệt muốn chết, mà em muốn chết thật",
        "đói muốn chết. chồng em đánh em",
        "chị cứ từ từ, em tự tử đây",
        "한국에서 살기 싫어요 죽고 싶어요",
        "i don't want to live with him, i want to die",
    ],
)
def test_an_idiom_does_not_silence_danger_elsewhere_in_the_text(text: str) -> None:
    assert DETECTOR.see(text).level == "red"


def test_an_idiom_that_only_touches_the_front_lowers_red_to_amber() -> None:
    seen = DETECTOR.see("mệt muốn chết đi cho rồi")
    assert (seen.level, seen.phrases) == ("amber", ("chết đi cho rồi",))


def test_an_idiom_in_doubt_lowers_but_does_not_silence() -> None:
    assert DETECTOR.see("em bi danh gia dinh khong biet").level == "amber"


def test_the_longer_phrase_wins_over_the_shorter_inside_it() -> None:
    seen = DETECTOR.see("nó dọa tao: mày chán sống à")
    assert (seen.category, seen.phrases) == ("violence", ("mày chán sống",))
    assert DETECTOR.see("he locked me out").level == "amber"


def test_a_gap_takes_three_words_and_no_more() -> None:
    assert DETECTOR.see("chồng em hay say đánh").level == "red"
    assert DETECTOR.see("chồng một hai ba bốn đánh").level == "none"


def test_the_highest_level_decides_and_then_the_order_of_categories() -> None:
    assert DETECTOR.see("he has a gun and i was sold").category == "trafficking"
    assert DETECTOR.see("he hits me and i was sold").category == "trafficking"
    assert DETECTOR.see("chồng đánh em, đánh con em").category == "child-danger"
    assert DETECTOR.see("he hits me, i want to die").category == "suicide"


def test_all_phrases_seen_are_named_once_in_their_order() -> None:
    seen = DETECTOR.see("chồng đánh em, đánh em hoài, em muốn chết")
    assert seen.phrases == ("chồng * đánh", "đánh em", "muốn chết")
