"""Teencode and abbreviations written out in full: "ck e ko đc" gives "chồng em không được"."""

from __future__ import annotations

import re

from language.lexicon import short_forms, weigh

# A number before it makes a word a unit ("5 k", "3 h"), a number or letter joined to it a name
# of its own: visa "E-9", an address "k.vn/e".
_WORD = re.compile(r"(?<![\w@/&])(?<!\w\.)(?<!\d[- ])[^\W_]+(?![\w@/&]|-\d|\.\w)")


def write_out(text: str) -> str:
    """The text with its short forms written out; numbers, punctuation and other words stay.

    `text` should be cleaned (`language.normalise.clean`). A capital first letter stays
    capital. Forms that mean something else in English are left alone unless the rest of the
    text looks Vietnamese.
    """
    table = table_for([match.group().lower() for match in _WORD.finditer(text)])
    if not table:
        return text
    return _WORD.sub(lambda match: _written(match.group(), table), text)


def table_for(words: list[str]) -> dict[str, str]:
    """The short forms to write out in a text of these lower-case words; empty if it has none."""
    forms = short_forms()
    unlike = set(words)
    table = {word: forms.always[word] for word in unlike if word in forms.always}
    single = {word: forms.in_vietnamese[word] for word in unlike if word in forms.in_vietnamese}
    if single:
        evidence = weigh(words)
        if evidence.vietnamese > evidence.english:
            table |= single
    return table


def _written(word: str, table: dict[str, str]) -> str:
    written = table.get(word.lower())
    if written is None:
        return word
    if len(word) > 1 and word.isupper():
        return written.upper()
    return written[0].upper() + written[1:] if word[0].isupper() else written
