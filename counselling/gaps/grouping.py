"""Questions put together by likeness, the most frequent first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counselling.conversations import Language
from counselling.faq.likeness import alike, pieces
from counselling.store.unanswered import Unanswered

# From here on two questions belong together. Lower than for phrasings that are "nearly the
# same": here it is enough that they ask for the same thing.
_TOGETHER = 0.4
_NEAREST = 3


@dataclass(frozen=True)
class Gap:
    """Questions that are alike, in one language; ``texts`` begin with the most typical one.

    ``nearest`` are the entries that came closest, most often first; ``theme`` is theirs, or "".
    """

    language: Language
    texts: tuple[str, ...]
    whys: Counter[str]
    nearest: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many questions are in it."""
        return len(self.texts)

    @property
    def theme(self) -> str:
        """A guess at what they are about."""
        themes = Counter(entry.split("/")[0] for entry in self.nearest)
        return themes.most_common(1)[0][0] if themes else ""


def group(missed: Iterable[Unanswered]) -> list[Gap]:
    """All questions in groups, the biggest first."""
    by_language: defaultdict[Language, list[Unanswered]] = defaultdict(list)
    for one in missed:
        by_language[one.language].append(one)
    gaps = [
        _gap(language, [asked[place] for place in places])
        for language, asked in by_language.items()
        for places in _groups([one.text for one in asked])
    ]
    return sorted(gaps, key=lambda gap: -gap.size)


def _groups(texts: Sequence[str]) -> list[list[int]]:
    """The places of texts that belong together, the most typical first.

    The text with the most neighbours takes all of them, then the next of those left.
    """
    neighbours: list[set[int]] = [{place} for place in range(len(texts))]
    for pair in alike([pieces(text) for text in texts], _TOGETHER):
        neighbours[pair.first].add(pair.second)
        neighbours[pair.second].add(pair.first)
    left = set(range(len(texts)))
    groups = []
    for place in sorted(left, key=lambda place: (-len(neighbours[place]), place)):
        if place in left:
            taken = (neighbours[place] & left) - {place}
            groups.append([place, *sorted(taken)])
            left -= taken | {place}
    return groups


def _gap(language: Language, asked: Sequence[Unanswered]) -> Gap:
    near = Counter(
        entry
        for one in asked
        for entry in dict.fromkeys([*filter(None, [one.faq]), *one.candidates])
    )
    return Gap(
        language=language,
        texts=tuple(one.text for one in asked),
        whys=Counter(one.why for one in asked),
        nearest=tuple(entry for entry, _ in near.most_common(_NEAREST)),
    )
