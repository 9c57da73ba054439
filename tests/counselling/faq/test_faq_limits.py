"""The real limits, and an entry that just keeps each of them."""

from dataclasses import dataclass

import pytest

from counselling.faq import limits
from tests.counselling.faq.editors import ID_CARD, EditorsFolder

PASSPORT = "legal/passport.md"


@pytest.fixture(autouse=True, scope="module")
def small_entries() -> None:
    """The limits as they are."""


@dataclass
class Full:
    """How much of everything an entry has; at first just enough."""

    vi: int = 12
    short: int = 3
    en: int = 6
    ko: int = 6
    vi_words: int = 60
    en_words: int = 60
    ko_words: int = 35

    def text(self, topic: str) -> str:
        short = [f"- {topic} ko đc lần {n}" for n in range(self.short)]
        vi = short + [f"- {topic} câu hỏi thứ {n}" for n in range(self.vi - self.short)]
        en = [f"- {topic} question number {n}" for n in range(self.en)]
        ko = [f"- {topic} 질문 {n}" for n in range(self.ko)]
        top = "as_of: 2026-11-22\nreview: draft\nreview_due: 2027-05-22\nsources: [Luật]"
        parts = [
            ("Tiếng Việt", "Tiêu đề", "Câu hỏi", vi, "Trả lời", self.vi_words, "Bước tiếp theo"),
            ("English", "Title", "Questions", en, "Answer", self.en_words, "Next step"),
            ("한국어", "제목", "질문", ko, "답변", self.ko_words, "다음 단계"),
        ]
        return f"---\n{top}\n---\n" + "".join(
            f"# {language}\n## {title}\n{topic}\n## {asked}\n" + "\n".join(questions) + "\n"
            f"## {answer}\n{_words(count)}\n## {step}\nĐi.\n"
            for language, title, asked, questions, answer, count, step in parts
        )


def _words(count: int) -> str:
    """So many words, five to a sentence."""
    return " ".join("một." if n % 5 == 0 else "một" for n in range(count))


def _told(editors: EditorsFolder, full: Full) -> str:
    editors.write(ID_CARD, full.text("căn cước"))
    editors.write(PASSPORT, Full().text("hộ chiếu"))
    return "\n".join(editors.told())


def test_an_entry_that_just_keeps_every_limit_is_right(editors: EditorsFolder) -> None:
    assert _told(editors, Full()) == ""
    assert _told(editors, Full(vi_words=220, en_words=180, ko_words=150)) == ""


@pytest.mark.parametrize(
    ("full", "said"),
    [
        (Full(vi=11), "only 11 questions; at least 12 are needed"),
        (Full(en=5), "only 5 questions; at least 6 are needed"),
        (Full(ko=5), "only 5 questions; at least 6 are needed"),
        (Full(short=2), "short forms (ck, ko, đc) stand in only 2 of them"),
        (Full(vi_words=59), "only 59 words; at least 60"),
        (Full(vi_words=221), "has 221 words; at most 220"),
        (Full(en_words=59), "only 59 words; at least 60"),
        (Full(en_words=181), "has 181 words; at most 180"),
        (Full(ko_words=34), "only 34 words; at least 35"),
        (Full(ko_words=151), "has 151 words; at most 150"),
    ],
)
def test_one_less_or_more_is_told(editors: EditorsFolder, full: Full, said: str) -> None:
    assert said in _told(editors, full)


def test_a_text_with_many_long_sentences_is_hard_to_read(editors: EditorsFolder) -> None:
    hard = " ".join(["word"] * (limits.LONG_SENTENCE["en"] + 1)) + "."
    easy = "These are four words."
    for sentences, hints in (([hard] * 2 + [easy] * 8, 1), ([hard] + [easy] * 9, 0)):
        editors.write(ID_CARD, Full().text("a").replace(_words(60), " ".join(sentences)))
        told = [str(one) for one in editors.hints()]
        assert len([one for one in told if "English" in one and "hard to read" in one]) == hints
