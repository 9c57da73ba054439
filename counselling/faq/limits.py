"""How many and how long: every number an entry's texts are held against, in one place.

Words are what blanks separate: syllables in Vietnamese, eojeol in Korean. Answers are read on a
small phone, at about grade-5 level.
"""

from collections.abc import Mapping

from counselling.conversations import Language

# What the matcher needs to know a question by; women write Vietnamese in many more ways.
FEWEST_PHRASINGS: Mapping[Language, int] = {"vi": 12, "en": 6, "ko": 6}

# Of the Vietnamese phrasings, those with a short form that language/teencode.tsv writes out.
FEWEST_SHORT_FORMS = 3

# At most 180 words in English; 220 syllables are about as many words in Vietnamese.
ANSWER_WORDS: Mapping[Language, tuple[int, int]] = {
    "vi": (60, 220),
    "en": (60, 180),
    "ko": (35, 150),
}

# The aim is 15 words a sentence; the limits leave room for names of offices and laws.
SENTENCE_WORDS: Mapping[Language, int] = {"vi": 30, "en": 22, "ko": 20}

# A sentence longer than this is long; more than the share below of them makes a text hard to
# read. Our own 138 answers stay below it, in every language but for one.
LONG_SENTENCE: Mapping[Language, int] = {"vi": 20, "en": 15, "ko": 12}
MOST_LONG_SENTENCES = 0.15

# From here on two phrasings of different entries are told as nearly the same
# (counselling/faq/likeness.py). Chosen by reading our own 4,800 phrasings: at 0.7 all pairs were
# worth an editor's look, at 0.6 most were honest questions about different things.
NEARLY_THE_SAME = 0.7

# Days before a review is due at which the check reminds of it.
REVIEW_SOON = 30
