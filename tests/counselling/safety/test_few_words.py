"""Said plainly and in few words, where a classifier has little to go by."""

import pytest

from tests.counselling.cast import BOOK

SEEN = (
    "chồng đánh em", "nó đánh em chảy máu", "anh ta cầm dao", "em muốn chết", "cứu em với",
    "em bị nhốt", "tôi bị bán", "dượng đánh cháu", "anh ta đuổi theo em", "em đang trốn",
    "chong danh em", "cuu em voi", "ck đánh e", "em sợ chồng", "em sợ chồng em lắm", "em so chong",
    "chồng cấm em ra ngoài", "chong cam em ra ngoai", "chồng kiểm tra điện thoại em",
    "em tuyệt vọng", "em thấy mình là gánh nặng", "chồng cũ nhắn tin dọa em",
    "my husband beats me", "I want to die", "they locked me", "I was sold", "my child is beaten",
    "I am afraid of my husband", "I am scared of him", "he controls my phone", "I feel hopeless",
    "I am a burden to everyone", "my ex threatens me",
    "남편이 때려요", "죽고 싶어요", "살려주세요", "갇혀 있어요", "남편이 무서워요", "희망이 없어요",
    "남편이 못 나가게 해요", "전남편이 협박해요",
)  # fmt: skip
QUIET = (
    "em sợ trễ hạn nộp giấy", "em nhớ con quá", "em mệt", "chồng em đi làm xa", "em ly hôn rồi",
    "xin chào", "cảm ơn chị", "em buồn", "em cãi nhau với chồng", "số chồng em ghi sai",
    "I miss my child", "I am tired", "thank you", "I am sad", "안녕하세요", "감사합니다",
    "외로워요", "남편이랑 싸웠어요", "피곤해요",
)  # fmt: skip


@pytest.mark.parametrize("text", SEEN)
def test_danger_in_few_words_is_seen(text: str) -> None:
    assert BOOK.detector().see(text).level != "none"


@pytest.mark.parametrize("text", QUIET)
def test_what_is_said_every_day_in_few_words_stays_quiet(text: str) -> None:
    assert BOOK.detector().see(text).level == "none"
