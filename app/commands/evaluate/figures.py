"""The figures that are held against a floor: percentages, each with a name."""

import math
from collections.abc import Callable, Iterable, Sequence

from app.commands.evaluate.asked import Asked
from app.commands.evaluate.questions import Kind
from counselling.assistant import Decision

Test = Callable[[Asked], bool]


def percent(messages: Iterable[Asked], test: Test) -> float:
    """How many of the messages pass, 0 to 100; not a number where there are none."""
    passed = [test(one) for one in messages]
    return 100 * sum(passed) / len(passed) if passed else math.nan


def of_kind(messages: Iterable[Asked], kind: Kind) -> list[Asked]:
    """The messages that ask for this."""
    return [one for one in messages if one.question.kind is kind]


def of_style(messages: Iterable[Asked], style: str) -> list[Asked]:
    """The messages written in this way."""
    return [one for one in messages if one.question.style == style]


def figures(messages: Sequence[Asked]) -> dict[str, float]:
    """Every figure by its name in tests/understanding/floor.toml, in percent or points."""
    covered, uncovered = of_kind(messages, Kind.COVERED), of_kind(messages, Kind.UNCOVERED)
    story = of_style(covered, "story")
    plain, bare = (percent(of_style(covered, style), _right) for style in ("plain", "bare"))
    return {
        "top1": percent(covered, _right),
        "top3": percent(covered, _among_three),
        "bare_loss": plain - bare,
        "teencode_top1": percent(of_style(covered, "teencode"), _right),
        "story_top1": percent(story, _right),
        "story_top3": percent(story, _among_three),
        "uncovered_not_answered": percent(uncovered, lambda one: one.answered is None),
        "covered_refused": percent(covered, decided(Decision.FALLBACK)),
        "wrong_outright": percent(covered, lambda one: one.wrong_outright),
        "person": percent(of_kind(messages, Kind.PERSON), decided(Decision.HANDOFF)),
        "smalltalk": percent(of_kind(messages, Kind.SMALLTALK), decided(Decision.SMALLTALK)),
        "language": percent(messages, lambda one: one.language == one.question.language),
    }


def decided(*decisions: Decision) -> Test:
    """Whether the assistant did one of these."""
    return lambda one: one.decision in decisions


def _right(one: Asked) -> bool:
    return one.right


def _among_three(one: Asked) -> bool:
    return one.among_three
