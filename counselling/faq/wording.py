"""How long the women's texts may be: answers read on a small phone, at about grade-5 level."""

import re
from collections.abc import Mapping

from counselling.conversations import Language
from counselling.faq.problems import Findings, Spot
from counselling.faq.source import Located

# Words are what blanks separate: syllables in Vietnamese, eojeol in Korean. The aim is 15 words
# a sentence; the limits leave room for names of offices and laws.
ANSWER_WORDS: Mapping[Language, tuple[int, int]] = {
    "vi": (40, 220),
    "en": (40, 220),
    "ko": (25, 200),
}
SENTENCE_WORDS: Mapping[Language, int] = {"vi": 30, "en": 22, "ko": 20}

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|[0-9]{1,2}[.)])\s+")


def check_answer_length(
    answer: Located, language: Language, spot: Spot, findings: Findings
) -> None:
    """Note an answer that is too short to help or too long to read."""
    least, most = ANSWER_WORDS[language]
    words = len(answer.value.split())
    if words < least:
        mend = "Say what she can do, where, and with which papers."
        what = f"the answer has only {words} words; at least {least} are needed"
        findings.error(spot, answer.line, what, mend)
    elif words > most:
        what = f"the answer has {words} words; at most {most} are allowed"
        findings.error(spot, answer.line, what, "Shorten it, or make a second entry of a part.")


def check_sentences(text: Located, language: Language, spot: Spot, findings: Findings) -> None:
    """Warn of each sentence that is too long to be understood at one reading."""
    limit = SENTENCE_WORDS[language]
    for offset, line in enumerate(text.value.split("\n")):
        for sentence in _SENTENCE_END.split(_LIST_MARK.sub("", line)):
            words = sentence.split()
            if len(words) > limit:
                start = " ".join(words[:5])
                what = f'the sentence "{start} …" has {len(words)} words; {limit} are the limit'
                mend = "Make two sentences of it."
                findings.warning(spot, text.line + offset, what, mend)
