"""How long the women's texts are, and how hard to read."""

import re
from collections.abc import Iterator

from counselling.conversations import Language
from counselling.faq import limits
from counselling.faq.problems import Findings, Spot
from counselling.faq.source import Located

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|[0-9]{1,2}[.)])\s+")


def check_answer_length(
    answer: Located, language: Language, spot: Spot, findings: Findings
) -> None:
    """Note an answer that is too short to help or too long to read."""
    least, most = limits.ANSWER_WORDS[language]
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
    limit = limits.SENTENCE_WORDS[language]
    for sentence in _sentences(text):
        words = sentence.value.split()
        if len(words) > limit:
            start = " ".join(words[:5])
            what = f'the sentence "{start} …" has {len(words)} words; {limit} are the limit'
            findings.warning(spot, sentence.line, what, "Make two sentences of it.")


def check_reading(text: Located, language: Language, spot: Spot, findings: Findings) -> None:
    """Hint at a text of which too many sentences are long."""
    long = limits.LONG_SENTENCE[language]
    words = [len(sentence.value.split()) for sentence in _sentences(text)]
    hard = sum(count > long for count in words)
    if hard > limits.MOST_LONG_SENTENCES * len(words):
        average = sum(words) / len(words)
        what = (
            f"{hard} of {len(words)} sentences have more than {long} words"
            f" ({average:.0f} on average), which is hard to read on a phone"
        )
        findings.hint(spot, text.line, what, "Say one thing in a sentence.")


def _sentences(text: Located) -> Iterator[Located]:
    for offset, line in enumerate(text.value.split("\n")):
        for sentence in _SENTENCE_END.split(_LIST_MARK.sub("", line)):
            if sentence.strip():
                yield Located(sentence, text.line + offset)
