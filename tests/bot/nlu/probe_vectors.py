"""Keeps vectors in a file and says what had to be embedded each time. In: {"folder": path}."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.nlu.vectors import CACHE, vectors_of
from language.embed import SIZE
from tests.bot.nlu import counted_engine

TEXTS = ["em muốn ly hôn", "mất ngủ", "vay vốn"]

SPOILS: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:-200]),
    "a letter changed": lambda file: file.write_bytes(_changed(file.read_bytes())),
    "text": lambda file: file.write_text("vectors", encoding="utf-8"),
    "one array": lambda file: save(file, lambda out: np.save(out, np.zeros(3))),
    "other names": lambda file: save(file, lambda out: np.savez(out, other=np.zeros(3))),
    "objects": lambda file: save(file, lambda out: np.savez(out, names=np.array([{}]))),
    "no lists": lambda file: save(
        file, lambda out: np.savez(out, names=np.zeros(()), vectors=np.zeros(()))
    ),
    "of another length": lambda file: save(
        file,
        lambda out: np.savez(out, names=np.zeros(3, "V16"), vectors=np.zeros((3, SIZE + 1))),
    ),
}


def _changed(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]


def save(file: Path, how: Callable[[Any], object]) -> None:
    with file.open("wb") as out:
        how(out)


def main() -> None:
    folder = Path(json.load(sys.stdin)["folder"])
    file = folder / "deeper/vectors.npz"
    engine = counted_engine.install()

    def embedded(texts: Sequence[str]) -> dict[str, Any]:
        vectors = vectors_of(texts)
        asked = engine.taken()
        right = np.array_equal(vectors, engine.query(texts) if texts else vectors)
        engine.taken()
        return {"asked": asked, "right": right, "shape": list(vectors.shape)}

    found: dict[str, Any] = {"with no file": [embedded(TEXTS), embedded(TEXTS)]}
    os.environ[CACHE] = str(file)
    found["first"] = embedded(TEXTS)
    found["files"] = [each.name for each in file.parent.iterdir()]
    found["again"] = embedded(TEXTS)
    found["turned round, one twice"] = embedded([*TEXTS[::-1], TEXTS[0]])
    found["one more"] = embedded([*TEXTS[1:], "chợ"])
    found["one that was gone is back"] = embedded(TEXTS)
    found["none"] = embedded([])
    for name, spoil in SPOILS.items():
        spoil(file)
        found[name] = [embedded(TEXTS), embedded(TEXTS)]
    found["files at last"] = [each.name for each in file.parent.iterdir()]
    engine = counted_engine.install(version="2")
    found["another version"] = embedded(TEXTS)
    counted_engine.uninstall()
    try:
        vectors_of(TEXTS)
    except LookupError as missing:
        found["without an engine"] = type(missing).__name__
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
