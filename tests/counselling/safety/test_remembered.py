"""A text's meaning is weighed once, and the text itself is not kept."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from counselling.safety.remembered import AT_ONCE, Remembered


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


class Slow:
    """Counts how many texts it is asked about at the same time."""

    def __init__(self) -> None:
        self.inside, self.most = 0, 0
        self._lock, self._full = threading.Lock(), threading.Event()

    def scores(self, written: str) -> Sequence[float]:
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        if self.inside == AT_ONCE:
            self._full.set()
        self._full.wait(2)
        with self._lock:
            self.inside -= 1
        return [float(len(written)), 0.0, 0.0]


def test_two_are_weighed_at_a_time() -> None:
    sense = Slow()
    remembered = Remembered(sense)
    with ThreadPoolExecutor(6) as people:
        assert len(list(people.map(remembered.scores, [str(n) for n in range(12)]))) == 12
    assert sense.most == AT_ONCE
