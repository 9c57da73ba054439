"""A text's meaning is weighed once, and the text itself is not kept."""

from collections.abc import Sequence

from counselling.safety.remembered import Remembered


class Counting:
    """Says how long a text is, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def scores(self, written: str) -> Sequence[float]:
        self.asked.append(written)
        return [float(len(written)), 0.0, 0.0]


def test_the_same_text_is_weighed_once() -> None:
    sense = Counting()
    remembered = Remembered(sense)
    assert [remembered.scores(text)[0] for text in ("dạ", "cảm ơn", "dạ")] == [2.0, 6.0, 2.0]
    assert sense.asked == ["dạ", "cảm ơn"]


def test_what_was_not_said_for_longest_is_forgotten_first() -> None:
    sense = Counting()
    remembered = Remembered(sense, most=2)
    for text in ("a", "bb", "a", "ccc", "a", "bb"):
        remembered.scores(text)
    assert sense.asked == ["a", "bb", "ccc", "bb"]


def test_half_a_sign_is_weighed_like_any_other() -> None:
    assert Remembered(Counting()).scores("\ud800") == [1.0, 0.0, 0.0]


def test_the_text_is_not_kept() -> None:
    remembered = Remembered(Counting())
    remembered.scores("anh ấy đánh em")
    assert "anh ấy đánh em" not in repr(vars(remembered))
