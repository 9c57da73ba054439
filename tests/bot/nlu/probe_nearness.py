"""Nearness on vectors made up: its scores, and those it gives examples held out."""

from __future__ import annotations

import json
import sys

import numpy as np
import scipy.sparse

from bot.nlu.nearness import Nearness


def main() -> None:
    given = json.load(sys.stdin)
    examples = np.array(given["examples"], dtype=np.float32)
    label_of = np.array(given["label_of"])
    same = np.array(given["copy_of"])[:, None] == np.array(given["copy_of"])[None, :]
    near = Nearness(label_of, examples)
    messages = np.array(given["messages"], dtype=np.float32) @ examples.T
    many = np.tile(messages, (300, 1))
    products = examples @ examples.T
    before = products.copy()
    found = {
        "scores": near.score(messages).tolist(),
        "sparse": Nearness(label_of, scipy.sparse.csr_matrix(examples)).score(messages).tolist(),
        "many": bool((near.score(many) == np.tile(near.score(messages), (300, 1))).all()),
        "held out": near.held_out(products, label_of, same).tolist(),
        "products untouched": bool((products == before).all()),
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
