"""Long texts arrive in several messages, whole and in order."""

from hypothesis import given
from hypothesis import strategies as st

from connectors.messaging.splitting import split, units
from connectors.telegram.channel import LONGEST


def test_a_text_that_fits_stays_one_message() -> None:
    assert split("Chào chị.", LONGEST) == ["Chào chị."]


def test_a_long_text_is_cut_at_the_end_of_a_sentence() -> None:
    sentence = "Chị cần mang theo giấy tờ. "
    parts = split(sentence * 400, LONGEST)

    assert len(parts) == 3
    assert all(part.endswith("giấy tờ.") for part in parts)


def test_a_paragraph_is_a_better_place_than_a_sentence() -> None:
    text = "Một. " * 10 + "\n\n" + "Hai. " * 10

    assert split(text, 70) == [("Một. " * 10).strip(), ("Hai. " * 10).strip()]


def test_a_text_without_any_seam_is_cut_where_it_must_be() -> None:
    assert split("가" * 10, 4) == ["가가가가", "가가가가", "가가"]


def test_an_emoji_counts_twice_and_is_never_torn() -> None:
    assert units("🙂") == 2
    assert split("🙂🙂🙂", 5) == ["🙂🙂", "🙂"]


@given(st.text(max_size=300), st.integers(min_value=2, max_value=40))
def test_no_part_is_too_long_and_only_white_space_is_lost(text: str, longest: int) -> None:
    parts = split(text, longest)

    assert all(0 < units(part) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_the_limit_is_telegrams() -> None:
    assert LONGEST == 4096
