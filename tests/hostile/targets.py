"""What the fuzzers are let loose on: each takes anything at all and must keep its promise.

The suite asks each of them some examples (test_targets.py), ``benchmarks/fuzz_targets.py`` as many
as fit into the minutes it is given. What breaks a promise raises.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from connectors.webchat.frames import CLIENT_FRAMES, BadFrame, Say, parse
from counselling.conversations import LANGUAGES
from counselling.faq import folder
from counselling.faq.canned import read_canned
from counselling.faq.consent import read_consent
from counselling.faq.danger import read_danger_replies
from counselling.faq.entry import read_entry
from counselling.faq.lines import read_lines
from counselling.faq.problems import Findings
from counselling.faq.registers import read_hotlines, read_offices, read_partners
from counselling.faq.source import Source, decode
from counselling.faq.targets import read_targets
from counselling.faq.themes import read_themes
from counselling.safety.classifier import load_classifier
from counselling.safety.detect import DangerDetector
from counselling.safety.phrases import CATEGORIES, load
from language.disguise import undisguised
from language.identify import identify
from language.normalise import MAX_CHARS, clean, fold
from language.teencode import write_out

_ROOT = Path(__file__).resolve().parents[2]
_SAMPLE = _ROOT / "tests/counselling/faq/sample"
_PHRASES = _ROOT / "faq/danger/phrases.tsv"

_UNSEEN = ("\u200b", "\u200d", "\ufeff", "\u00ad", "\u2066", "\u202e", "\u0301", "\u0323")
_SIGNS = (*_UNSEEN, *"._*-|/~!?,;:#@$0134579", " ", "\n", "\t", "\r\n", "💔", "ㅠㅠ", "…")
_WORDS = (
    *("không", "khong", "ko", "muốn", "mún", "chết", "chet", "tự tử", "đánh", "danh", "chồng"),
    *("I", "want", "to", "die", "don't", "husband", "beats", "죽고", "싶어요", "남편이", "때려요"),
    *("ly hôn", "passport", "visa", "con", "bán", "Campuchia", "Ｌｙ", "ﷺ", "ệ" * 9, "a" * 400),
)
_CRY = "Tôi muốn tự tử. Cứu tôi với."

TEXTS = st.lists(
    st.sampled_from(_WORDS + _SIGNS) | st.text(st.characters(), max_size=6), max_size=60
).map("".join)
NOISE = st.lists(st.sampled_from([*_UNSEEN, *".*-|~!?,;:…💔", " ", "\n"]), max_size=40).map("".join)


def normalise(text: str) -> None:
    """Cleaning and folding never raise, are bounded, and change nothing the second time."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert len(cleaned) <= MAX_CHARS
    assert not set(cleaned) & {"\x00", "\n", "\u200b", "\u202e"}
    cleaned.encode()
    assert fold(fold(cleaned)) == fold(cleaned)
    for further in (undisguised, write_out):
        further(text).encode("utf-8", "surrogatepass")
    guess = identify(text)
    assert guess.language in LANGUAGES
    assert 0 <= guess.confidence <= 1


@cache
def _detector() -> DangerDetector:
    return DangerDetector(load(_PHRASES), load_classifier())


def danger(asked: tuple[str, str]) -> None:
    """Whatever stands there is judged, and signs without letters around a cry never hide it."""
    text, noise = asked
    seen = _detector().see(text)
    assert seen.level in {"none", "amber", "red"}
    assert (seen.category is None) == (seen.level == "none")
    assert seen.category is None or seen.category in CATEGORIES
    _detector().why(text)
    loud = _detector().see(f"{noise}\n{_CRY}\n{noise}")
    assert loud.level == "red", repr(noise)


@dataclass(frozen=True)
class Spoilt:
    """A file of the editors' folder with ``cut`` taken out at ``at`` and ``put`` in its place."""

    file: str
    at: int
    cut: int
    put: bytes

    def content(self) -> bytes:
        """What the file then holds."""
        right = (_SAMPLE / self.file).read_bytes()
        at = self.at % (len(right) + 1)
        return right[:at] + self.put + right[at + self.cut :]


_FILES = sorted(p.relative_to(_SAMPLE).as_posix() for p in _SAMPLE.rglob("*") if p.is_file())
_SNIPPETS = st.sampled_from(
    [
        *("---\n", "# English\n", "## Answer\n", "- ", "  - ", "1. ", "\t", ": ", "| \n", "> "),
        *("{", "}", "[", "]", "&a ", "*a", "<<: *a", "? ", "!!python/object:os.system ", "!!x "),
        *('"\\ud800"', '"\\U99999999"', "%YAML 9\n", "hotlines: ", "\r", "\x00", "\u2028"),
        *("[" * 300, "- " * 300, "0912 345 678", "2026-13-45", "1e999", "..%2f../", "{code!r}"),
    ]
)
SPOILT = st.builds(
    Spoilt,
    file=st.sampled_from(_FILES),
    at=st.integers(0, 100_000),
    cut=st.integers(0, 200),
    put=(st.lists(_SNIPPETS | st.text(max_size=8), max_size=8).map("".join)).map(
        lambda text: text.encode("utf-8", "surrogatepass")
    )
    | st.binary(max_size=60),
)


_TODAY = date(2026, 11, 22)
_READERS: Mapping[str, Callable[[Source, Findings], object]] = {
    folder.HOTLINES: read_hotlines,
    folder.OFFICES: read_offices,
    folder.PARTNERS: read_partners,
    folder.LINES: read_lines,
    folder.THEME_LIST: read_themes,
    folder.TARGETS: read_targets,
    folder.REPLIES: read_danger_replies,
    folder.CONSENT: read_consent,
    folder.CANNED: read_canned,
}


def faq_loader(spoilt: Spoilt) -> None:
    """A spoilt file is told as problems, each with its line and how to mend it, or it is right."""
    findings = Findings()
    source = decode(spoilt.content(), spoilt.file, findings)
    if source and spoilt.file in _READERS:
        _READERS[spoilt.file](source, findings)
    elif source:
        read_entry(source, spoilt.file.removesuffix(".md"), findings, _TODAY)
    lines = 2 + len(spoilt.content().splitlines())
    for problem in findings.in_order():
        assert 1 <= problem.line <= lines, problem
        assert problem.mend, problem
        str(problem).encode()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
_FIELDS = ("type", "id", "text", "session", "after", "language", "choice", "do", "word", "code")
FRAMES = st.one_of(
    TEXTS,
    st.dictionaries(
        st.sampled_from(_FIELDS) | st.text(max_size=4),
        _JSON | st.sampled_from([*CLIENT_FRAMES, "vi", "look", "x", 0]),
        max_size=7,
    ).map(json.dumps),
    st.fixed_dictionaries(
        {"type": st.sampled_from([*CLIENT_FRAMES]), "id": st.just("x"), "text": TEXTS},
        optional={"word": TEXTS, "after": st.integers(), "code": TEXTS, "choice": TEXTS},
    ).map(json.dumps),
)


def socket_frames(raw: str) -> None:
    """Raw text is one of the frames there are, without NUL or half signs, or refused by a code."""
    try:
        frame = parse(raw)
    except BadFrame as refused:
        assert refused.code in {"not_json", "unknown_type", "bad_frame"}
        return
    if isinstance(frame, Say):
        assert "\x00" not in frame.text
        frame.text.encode()
    repr(frame).encode()


TARGETS: Mapping[str, tuple[st.SearchStrategy[Any], Callable[[Any], None]]] = {
    "normaliser": (TEXTS, normalise),
    "danger": (st.tuples(TEXTS, NOISE), danger),
    "faq-loader": (SPOILT, faq_loader),
    "socket-frames": (FRAMES, socket_frames),
}
