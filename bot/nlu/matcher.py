"""The matcher: which label's examples a message is like, over entries and intents alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np

from bot.nlu.examples import Examples, Lesson
from bot.nlu.meaning import Meaning
from bot.nlu.nearness import Nearness
from bot.nlu.ridge import Ridge
from bot.nlu.views import Views
from language.embed import embedder
from language.spelling import Spelling

MEANING = 0.4
RIDGE = 0.3
"""What nearness in meaning, and the regression, count beside nearness in words. Chosen on the
development set, where half and double of each made less than one point of difference."""

MOST_LOOKED_BACK_AT = 1500
"""Examples from which sureness is learnt."""

_ROWS = 256  # texts scored at once as if not learnt, so that memory stays small

HIDDEN = np.float32(-9.0)  # a score below every other


class View(NamedTuple):
    """Messages as scored.

    ``scores``: (messages, labels); ``likest``: (messages), the product of each with its nearest
    example, 0 to 1.
    """

    scores: Any
    likest: Any


class Seen(NamedTuple):
    """Messages with known labels as the matcher scores them when it has not learnt from them.

    ``labels``: their labels' numbers. Each of the others is by words alone, and with meaning
    (or None): ``known`` leaves their own text out, ``unwritten`` their whole label, as if
    nobody had written an entry for it.
    """

    labels: Any
    known: tuple[View, View | None]
    unwritten: tuple[View, View | None]


class Matcher:
    """Scores a message for each label by three measures that err differently.

    Nearness in words and letters, nearness in meaning, and a regression that sets the labels
    apart. Without an embedder the second is missing.
    """

    def __init__(self, lessons: Sequence[Lesson], *, deep: bool = True) -> None:
        """Learn. Takes some 15 s for 10,000 texts, half of it to embed those not yet embedded.

        ``deep``: learn nearness in meaning too, where there is an embedder.
        """
        self._examples = Examples(lessons)
        self.labels = self._examples.labels
        self._compared = self._examples.compared()
        self._embedded = self._examples.embedded(self._compared)
        with ThreadPoolExecutor(1) as aside:  # the engine lets other threads work meanwhile
            embedded = aside.submit(self._learn_meaning) if deep and embedder() else None
            self._learn_words()
        self._meaning = embedded.result() if embedded else None

    @property
    def has_meaning(self) -> bool:
        """Whether nearness in meaning was learnt, and there is an embedder to ask it of."""
        return self._meaning is not None and embedder() is not None

    def products(self, spellings: Sequence[Spelling]) -> Any:
        """The messages' products with the examples, (messages, examples): takes 2 ms a message."""
        return self._views.likeness(spellings)

    def by_words(self, products: Any) -> View:
        """Messages scored by words and letters alone, by their products with the examples."""
        scores = self._near.score(products)
        scores += RIDGE * self._ridge.score(products[:, self._compared])
        return View(scores, products.max(1))

    def with_meaning(self, spellings: Sequence[Spelling], view: View) -> View:
        """The same messages with nearness in meaning added: takes 1 ms a syllable."""
        if self._meaning is None or not self.has_meaning:
            return view
        meaning = self._meaning.score([spelling.written for spelling in spellings])
        return View(view.scores + MEANING * meaning, view.likest)

    def likeness(self, products: Any, label: int) -> float:
        """The product of a message with its nearest example of one label, 0 to 1.

        ``products``: its products with the examples (examples).
        """
        return float(products[self._examples.label_of == label].max())

    def look_back(self) -> Seen:
        """How some of the examples score when they are not known; once, straight after learning.

        What this needs is large and of no use to a message: it is let go of afterwards.
        """
        sample = np.unique(np.linspace(0, len(self._embedded) - 1, MOST_LOOKED_BACK_AT).astype(int))
        places = np.asarray(self._embedded)[sample]
        labels = self._examples.label_of[places]
        products, same, near = self._near_held_out(places)
        by_text, by_label = self._ridge_held_out(places)
        known = View(near + RIDGE * by_text, np.where(same, 0, products).max(1))
        strange = labels[:, None] == self._examples.label_of[None, :]
        unwritten = View(near + RIDGE * by_label, np.where(strange, 0, products).max(1))
        self._views.forget()
        meaning = self._meaning.held_out(sample) if self._meaning else None
        both = _without_labels(unwritten, labels), _deeper(unwritten, meaning)
        return Seen(
            labels,
            (known, _deeper(known, meaning)),
            (both[0], both[1] and _without_labels(both[1], labels)),
        )

    def unlearnt(self, lessons: Sequence[int]) -> Iterator[str]:
        """The best label by words alone of some lessons, had each not been learnt.

        ``lessons``: their numbers; each counts as it is typed. Comes before ``look_back``, which
        lets go of what this needs. Takes 5 ms a text.
        """
        inverse = self._ridge.inverse()
        typed = np.asarray(self._examples.typed(), dtype=int)[list(lessons)]
        for start in range(0, len(typed), _ROWS):
            places = typed[start : start + _ROWS]
            products, same, near = self._near_held_out(places)
            compared = products[:, self._compared], same[:, self._compared]
            best = (near + RIDGE * self._ridge.score_without(*compared, inverse)).argmax(1)
            yield from (self.labels[label] for label in best)

    def _near_held_out(self, places: Any) -> tuple[Any, Any, Any]:
        """Some examples' products with all; which of these are their own; their nearness without.

        The first two are (places, examples), the last (places, labels).
        """
        products = (self._views.examples[places] @ self._views.examples.T).toarray()
        lesson_of = self._examples.lesson_of
        same = lesson_of[places][:, None] == lesson_of[None, :]
        near = self._near.held_out(products, self._examples.label_of[places], same)
        return products, same, near

    def _ridge_held_out(self, places: Any) -> tuple[Any, Any]:
        """The regression's scores without the places' own texts, and without their labels."""
        here = np.searchsorted(self._compared, places)
        by_text, by_label = self._ridge.held_out(
            self._examples.lesson_of[self._compared], self._examples.label_of[self._compared]
        )
        self._ridge.forget()
        return by_text[here], by_label[here]

    def _learn_words(self) -> None:
        self._views = Views(self._examples.spellings)
        self._near = Nearness(self._examples.label_of, self._views.examples)
        compared = self._views.examples[self._compared]
        self._ridge = Ridge(
            (compared @ compared.T).toarray(), self._examples.label_of[self._compared]
        )

    def _learn_meaning(self) -> Meaning:
        texts = [self._examples.spellings[at].written for at in self._embedded]
        return Meaning(texts, self._examples.label_of[self._embedded])


def _deeper(view: View, meaning: Any) -> View | None:
    return None if meaning is None else View(view.scores + MEANING * meaning, view.likest)


def _without_labels(view: View, labels: Any) -> View:
    scores = view.scores.copy()
    scores[np.arange(len(labels)), labels] = HIDDEN
    return View(scores, view.likest)
