"""Vectors of the examples, kept from one training to the next: embedding is most of its time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from language.embed import SIZE, embedder

CACHE = "OSSO_VECTORS"
"""Environment variable: the file to keep vectors in. They are of the FAQ's texts alone."""

_DIGEST = 16  # bytes


def vectors_of(texts: Sequence[str]) -> Any:
    """The texts' vectors (texts, SIZE); raises LookupError where no embedder is installed."""
    engine = embedder()
    if engine is None:
        raise LookupError("no embedder")
    names = [_name(text, engine.make) for text in texts]
    kept = _read()
    missing = {name: text for name, text in zip(names, texts, strict=True) if name not in kept}
    fresh = engine.embed(list(missing.values()))
    kept |= dict(zip(missing, fresh, strict=True))
    if missing:
        _keep({name: kept[name] for name in names})
    return np.array([kept[name] for name in names], dtype=np.float32).reshape(-1, SIZE)


def _name(text: str, make: str) -> bytes:
    return hashlib.blake2b(f"{make}\0{text}".encode(), digest_size=_DIGEST).digest()


def _file() -> Path | None:
    place = os.environ.get(CACHE)
    return Path(place) if place else None


def _read() -> dict[bytes, Any]:
    """What was kept; a file that is broken or of another make counts as nothing."""
    file = _file()
    if file is None or not file.is_file():
        return {}
    try:
        with np.load(file, allow_pickle=False) as kept:
            return _by_name(kept["names"], kept["vectors"])
    except Exception:  # noqa: BLE001  # whatever is wrong with it, all is embedded anew
        return {}


def _by_name(names: Any, vectors: Any) -> dict[bytes, Any]:
    if vectors.shape != (len(names), SIZE) or names.dtype != np.dtype(f"V{_DIGEST}"):
        return {}
    return {bytes(name): vector for name, vector in zip(names, vectors, strict=True)}


def _keep(vectors: dict[bytes, Any]) -> None:
    """Keep these and forget all others; written aside first, so that it is whole or not there."""
    file = _file()
    if file is None:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f"{file.stem}.{os.getpid()}.npz")
    names = np.array([np.void(name) for name in vectors])
    np.savez(aside, names=names, vectors=np.array(list(vectors.values()), dtype=np.float32))
    aside.replace(file)
