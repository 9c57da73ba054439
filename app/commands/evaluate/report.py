"""The tables ``./osso evaluate`` prints."""

from collections.abc import Iterator, Mapping, Sequence

from app.commands.evaluate.asked import Asked
from app.commands.evaluate.confusions import Confusion
from app.commands.evaluate.figures import Test, decided, of_kind, percent
from app.commands.evaluate.questions import Kind
from counselling.assistant import Decision

_TAKEN_OTHERWISE = decided(Decision.HANDOFF, Decision.SMALLTALK)
_COVERED: Mapping[str, Test] = {
    "top-1": lambda one: one.right,
    "top-3": lambda one: one.among_three,
    "answered": lambda one: one.answered is not None,
    "wrongly": lambda one: one.wrong_outright,
    "asked back": decided(Decision.CLARIFY),
    "refused": decided(Decision.FALLBACK),
    "other": _TAKEN_OTHERWISE,
    "danger": decided(Decision.CRISIS),
}
_UNCOVERED = {name: _COVERED[name] for name in list(_COVERED)[2:] if name != "wrongly"}
_RECOGNISED = {
    Kind.PERSON: decided(Decision.HANDOFF),
    Kind.SMALLTALK: decided(Decision.SMALLTALK),
}
_EXPLAINED = """\
Percent of n. top-1: an accepted entry is answered or is the first candidate; top-3: is among the
first three. wrongly: answered outright with an entry that is not accepted. other: taken for small
talk or for asking for a person. danger: the danger reply came first; whether an entry was answered
besides counts under "answered", its candidates under top-1 and top-3."""


def report(messages: Sequence[Asked], figures: Mapping[str, float]) -> Iterator[str]:
    """All tables, a line each."""
    yield from _table("covered", of_kind(messages, Kind.COVERED), _COVERED)
    yield from _table("uncovered", of_kind(messages, Kind.UNCOVERED), _UNCOVERED)
    for kind, recognised in _RECOGNISED.items():
        yield from _table(kind, of_kind(messages, kind), {"recognised": recognised})
    yield from _table("language", messages, {"right": _language_right})
    yield _EXPLAINED
    yield ""
    yield from (f"{name:24} {value:6.1f}" for name, value in figures.items())


def report_confusions(found: Sequence[Confusion], most: int) -> Iterator[str]:
    """The most frequent confusions, a line each."""
    yield f"{len(found)} confusions, meant → taken:"
    yield from (f"  {one}" for one in found[:most])
    if len(found) > most:
        yield f"  and {len(found) - most} more; --confusions {len(found)} shows them all"


def _table(title: str, messages: Sequence[Asked], columns: Mapping[str, Test]) -> Iterator[str]:
    yield f"{title:12}{'n':>6}" + "".join(f"{name:>12}" for name in columns)
    for name, group in _groups(messages).items():
        cells = "".join(f"{percent(group, test):12.1f}" for test in columns.values())
        yield f"{name:12}{len(group):6}{cells}"
    yield ""


def _groups(messages: Sequence[Asked]) -> dict[str, list[Asked]]:
    """All, by language, and the Vietnamese ones by style where there are several."""
    languages = {one.question.language: None for one in messages}
    styles = {one.question.style: None for one in messages if one.question.language == "vi"}
    groups = {"together": list(messages)}
    for language in languages:
        groups[language] = [one for one in messages if one.question.language == language]
    if len(styles) > 1:
        for style in styles:
            groups[style] = [one for one in messages if one.question.style == style]
    return groups


def _language_right(one: Asked) -> bool:
    return one.language == one.question.language
