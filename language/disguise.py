"""Letters hidden behind others that look like them, so that a filter would not read the word.

Someone who is watched, or who is used to words being blocked, writes "ch3t", "tự tử" in bold or
circled letters, or with Cyrillic ones among the Latin.
"""

from __future__ import annotations

import re
from unicodedata import normalize

# Letters of other scripts by the Latin one they look like (Unicode UTS 39, confusables).
_ALIKE = {
    "a": "аαɑᴀ", "b": "ЬƄ", "c": "сϲᴄ", "d": "ԁᴅ", "e": "еεҽᴇ", "g": "ɡ", "h": "һнʜ", "i": "іιıɩ",
    "j": "јϳ", "k": "кκᴋ", "l": "ӏⅼʟ", "m": "мᴍ", "n": "пηɴ", "o": "оοσօᴏ", "p": "рρᴘ", "q": "ԛ",
    "r": "гʀ", "s": "ѕꜱ", "t": "тτᴛ", "u": "υսᴜ", "v": "νѵᴠ", "w": "ԝᴡ", "x": "хχ", "y": "уγʏ",
    "z": "ᴢ", "A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "H": "НΗ", "I": "ІΙ", "J": "Ј", "K": "КΚ",
    "M": "МΜ", "N": "Ν", "O": "ОΟ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ", "Y": "УΥ", "Z": "Ζ",
}  # fmt: skip
_BOXED = (0x1F130, 0x1F150, 0x1F170)  # where rows of boxed capitals A to Z begin
_LATIN = str.maketrans(
    {other: letter for letter, others in _ALIKE.items() for other in others}
    | {chr(row + place): chr(ord("a") + place) for row in _BOXED for place in range(26)}
)
# Fullwidth, circled and mathematical letters, which Unicode itself calls forms of plain ones.
_FORMS = re.compile("[\u24b6-\u24e9\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]+")

_DIGITS = str.maketrans("013457@$", "oieastas")
# A word that begins with a letter and has single digits only between letters: not "F6", "7h30".
_WITH_DIGITS = re.compile(r"(?<!\w)[^\W\d_]+(?:[013457@$][^\W\d_]+)+(?!\w)")


def undisguised(text: str) -> str:
    """The text with such letters and digits written as the ones they stand for.

    Linear in the text; what is written plainly stays as it is.
    """
    if not text.isascii():
        plain = _FORMS.sub(lambda found: normalize("NFKC", found.group()), text)
        plain = plain.translate(_LATIN)
        text = text if plain == text else normalize("NFC", plain)
    return _WITH_DIGITS.sub(lambda found: found.group().translate(_DIGITS), text)
