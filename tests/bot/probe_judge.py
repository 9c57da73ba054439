"""The vectors that are learnt on, and those that the service will see. In: a list of texts."""

from __future__ import annotations

import json
import sys

import numpy as np

from bot.danger.judge import LEARNT, Judge
from bot.danger.sense import CATEGORIES, LEVELS
from bot.danger.states import States, padded
from bot.danger.tuning import Lesson, tune
from language.tuned import model_file, tuned_embedder

if __name__ == "__main__":
    texts = json.load(sys.stdin)
    image = model_file().read_bytes()
    states = States(image, range(LEARNT.start), texts)
    judge = Judge(image, len(LEVELS) + len(CATEGORIES))
    lessons = [Lesson((text,), 2 * (at % 2), at % 2 - 1, 1) for at, text in enumerate(texts)]
    tune(judge, lessons, states)
    mine = judge.vectors(*padded([states.of(text) for text in texts])).numpy()
    learnt = judge.learnt(len(LEVELS))
    engine = tuned_embedder({name: learnt[name].tobytes() for name in learnt if "." in name})
    plain = tuned_embedder({})
    assert engine
    assert plain
    seen = engine.embed(texts)
    told = {
        "alike": (mine * seen).sum(1).tolist(),
        "moved": float(np.abs(seen - plain.embed(texts)).max()),
    }
    json.dump(told, sys.stdout)
