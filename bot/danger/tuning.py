"""Learning the embedder's upper layers on, so that its vectors tell danger from what looks like it.

Only the upper half is learnt: the lower layers know the languages, and their states are reckoned
once for each text. AdamW (Loshchilov & Hutter, arXiv 1711.05101), the rate rising and falling
(as in BERT's own fine-tuning, arXiv 1810.04805), dropout.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from bot.danger.judge import Judge
from bot.danger.states import States, padded

ROUNDS = 5
AT_ONCE = 32
ALIKE = 50
"""Handfuls of texts that are sorted by length together, so that little is padded."""
RATE, JUDGING_RATE = 1.5e-4, 1e-3
RISING = 0.06  # of all steps
LONGEST_SLOPE = 1.0
CATEGORY = 0.3
"""How much telling the category counts beside telling the level: it helps to read."""


@dataclass(frozen=True)
class Lesson:
    """A text's ``spellings`` (with and without diacritics), of which each round takes one.

    ``level``: from 0; ``category``: from 0, or -1 where there is no danger; ``counts``: its weight.
    """

    spellings: tuple[str, ...]
    level: int
    category: int
    counts: float


class _Rate(tf.keras.optimizers.schedules.LearningRateSchedule):  # type: ignore[misc]  # untyped
    """Rises to ``top``, then falls to nothing."""

    def __init__(self, top: float, steps: int) -> None:
        self.top, self.steps = top, steps

    def __call__(self, step: Any) -> Any:
        done = (tf.cast(step, tf.float32) + 1) / self.steps
        return self.top * tf.minimum(done / RISING, tf.maximum(1 - done, 0.02))

    def get_config(self) -> dict[str, float]:
        return {"top": self.top, "steps": self.steps}


def tune(judge: Judge, lessons: Sequence[Lesson], states: States) -> None:
    """Teach ``judge``; tells on standard error how far it is."""
    draw = np.random.default_rng(0)
    steps = ROUNDS * -(-len(lessons) // AT_ONCE)
    step = _stepper(judge, steps)
    losses: list[float] = []
    for _ in range(ROUNDS):
        for handful in _handfuls(lessons, draw, states):
            losses.append(step(*handful))
            if len(losses) % 100 == 0:
                sys.stderr.write(
                    f"{len(losses)} of {steps} steps, loss {np.mean(losses[-100:]):.3f}\n"
                )


def _handfuls(
    lessons: Sequence[Lesson], draw: np.random.Generator, states: States
) -> Iterator[tuple[Any, ...]]:
    """States, where tokens are, levels, categories and weights of AT_ONCE lessons at a time."""
    chosen = [(str(draw.choice(lesson.spellings)), lesson) for lesson in lessons]
    order = draw.permutation(len(chosen))
    parts = []
    for start in range(0, len(order), AT_ONCE * ALIKE):
        some = sorted(order[start : start + AT_ONCE * ALIKE], key=lambda at: len(chosen[at][0]))
        parts += [some[at : at + AT_ONCE] for at in range(0, len(some), AT_ONCE)]
    for place in draw.permutation(len(parts)):
        handful = [chosen[at] for at in parts[place]]
        told = [lesson for _, lesson in handful]
        yield (
            *padded([states.of(text) for text, _ in handful]),
            np.array([lesson.level for lesson in told], np.int32),
            np.array([lesson.category for lesson in told], np.int32),
            np.array([lesson.counts for lesson in told], np.float32),
        )


def _stepper(judge: Judge, steps: int) -> Callable[..., float]:
    """One step of learning; gives the loss."""
    adam = tf.keras.optimizers.AdamW
    groups = (
        (judge.layers, adam(_Rate(RATE, steps), weight_decay=0.01)),
        (judge.judging, adam(_Rate(JUDGING_RATE, steps), weight_decay=0.01)),
    )
    learnt = [*judge.layers, *judge.judging]
    for variables, rule in groups:
        rule.build(variables)

    @tf.function(autograph=False, reduce_retracing=True)  # type: ignore[untyped-decorator]
    def step(states: Any, there: Any, level: Any, category: Any, counts: Any) -> Any:
        with tf.GradientTape() as tape:
            loss = _loss(judge.scores(states, there, learning=True), level, category, counts)
        slopes, _ = tf.clip_by_global_norm(tape.gradient(loss, learnt), LONGEST_SLOPE)
        at = len(judge.layers)
        for (variables, rule), own in zip(groups, (slopes[:at], slopes[at:]), strict=True):
            rule.apply_gradients(zip(own, variables, strict=True))
        return loss

    return lambda *handful: float(step(*map(tf.constant, handful)))


def _loss(scores: Any, level: Any, category: Any, counts: Any) -> Any:
    wrong = tf.nn.sparse_softmax_cross_entropy_with_logits
    levels = wrong(level, scores[:, :3])
    categories = wrong(tf.maximum(category, 0), scores[:, 3:]) * tf.cast(category >= 0, tf.float32)
    return tf.reduce_mean(counts * (levels + CATEGORY * categories))
