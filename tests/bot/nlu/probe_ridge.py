"""The regression on made-up examples, beside models really fitted without each group."""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np

from bot.nlu.ridge import PENALTY, Ridge


def made_up(count: int, labels: int) -> tuple[Any, Any]:
    """Products of examples of unit length, and labels of which some have more than others."""
    dice = np.random.default_rng(5)
    label_of = np.sort(dice.integers(labels, size=count) ** 2 // labels)
    examples = dice.normal(size=(count, 12)) + 2 * np.eye(labels, 12)[label_of]
    examples /= np.linalg.norm(examples, axis=1, keepdims=True)
    return examples @ examples.T, np.unique(label_of, return_inverse=True)[1]


def fitted(products: Any, label_of: Any, taken: Any) -> Any:
    """The scores of all examples by a model that learnt from the taken ones only."""
    labels = label_of.max() + 1
    count = np.bincount(label_of)
    penalties = PENALTY / np.sqrt(count.mean() / count[label_of])
    wanted = np.where(np.eye(labels)[label_of] == 1, 1, -1 / labels)
    system = products[np.ix_(taken, taken)] + np.diag(penalties[taken])
    return products[:, taken] @ np.linalg.solve(system, wanted[taken])


def really_held_out(products: Any, label_of: Any, group_of: Any) -> Any:
    scores = np.zeros((len(label_of), label_of.max() + 1))
    for group in np.unique(group_of):
        own = group_of == group
        scores[own] = fitted(products, label_of, np.flatnonzero(~own))[own]
    return scores


def main() -> None:
    given = json.load(sys.stdin)
    products, label_of = made_up(given["examples"], given["labels"])
    group_of = np.arange(len(label_of)) * 7 % given["groups"]
    ridge = Ridge(products, label_of)
    by_group, by_label = ridge.held_out(group_of, label_of)
    everything = np.arange(len(label_of))
    score = ridge.score(products)
    own = group_of[:, None] == group_of[None, :]
    inverse = ridge.inverse()
    without = ridge.score_without(products, own, inverse)
    strange = ridge.score_without(products, np.zeros_like(own), inverse)
    ridge.forget()
    found = {
        "fitted": float(abs(score - fitted(products, label_of, everything)).max()),
        "by group": float(abs(by_group - really_held_out(products, label_of, group_of)).max()),
        "by label": float(abs(by_label - really_held_out(products, label_of, label_of)).max()),
        "one by one": float(abs(without - really_held_out(products, label_of, group_of)).max()),
        "nothing of its own": float(abs(strange - score).max()),
        "changed": float(abs(by_group - score).max()),
        "right": float((score.argmax(1) == label_of).mean()),
        "after forgetting": bool((ridge.score(products) == score).all()),
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
