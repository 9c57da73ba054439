"""The figures of a report reconcile with each other and with what was counted."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from counselling.statistics.model import Figure, Report
from counselling.statistics.period import Period
from counselling.statistics.report import build
from counselling.store.cells import Cell

DAY = date(2026, 11, 22)
MONTH = Period(date(2026, 11, 1), date(2026, 11, 30))
SAME_THINGS = (
    ("language", "channel", "country", "province"),
    ("decision", "theme"),
    ("level", "category"),
    ("ending", "ended_within"),
    ("referral", "agency", "agency_referral"),
)

channels, languages = st.sampled_from(["webchat", "telegram"]), st.sampled_from(["vi", "ko", ""])


def cells(kind: str, pairs: list[tuple[str, str]]) -> st.SearchStrategy[Cell]:
    """Cells of a kind, with subject and result as they come together."""
    return st.builds(
        lambda channel, language, pair: Cell(DAY, kind, channel, language, *pair),
        channels, languages, st.sampled_from(pairs),
    )  # fmt: skip


anything = st.one_of(
    cells("conversation", [("", "")]),
    cells("woman", [("vn", ""), ("kr", ""), ("", "")]),
    cells("visit", [("", "")]),
    cells("session", [("", "")]),
    cells("hour", [(f"{hour:02}", "") for hour in range(24)]),
    cells("question", [
        ("legal/divorce", "answer"), ("vocational/loan", "answer"), ("", "fallback"),
        ("", "clarify"), ("", "crisis"), ("child-status/school", "answer"),
    ]),
    cells("danger", [("violence", "red"), ("suicide", "red"), ("violence", "amber")]),
    cells("feedback", [("legal/divorce", "helpful"), ("legal/divorce", "unhelpful")]),
    cells("case", [("", "open"), ("violence", "closed")]),
    cells("reply", [("15min", ""), ("1d", ""), ("never", "")]),
    cells("ended", [("1h", "closed"), ("later", "closed"), ("1d", "cancelled"), ("1d", "helped")]),
    cells("referral", [
        ("hagar", "proposed"), ("hagar", "agreed"), ("hagar", "sent"), ("hagar", "helped"),
        ("hagar", "partly"), ("hagar", "no_place"), ("peace-house", "revoked"),
        ("peace-house", "helped"), ("peace-house", "other"), ("peace-house", "unknown"),
    ]),
    cells("follow_up", [("", "better"), ("", "worse"), ("", "not_reached")]),
)  # fmt: skip


def with_homes(counted: dict[Cell, int]) -> dict[Cell, int]:
    """Those in Viet Nam said where they live."""
    found = Counter(counted)
    for cell, number in counted.items():
        if (cell.kind, cell.subject) == ("woman", "vn"):
            where = "ha-noi" if cell.channel == "webchat" else "can-tho"
            found[Cell(DAY, "home", "", "", where, "")] += number
    return found


numbers = st.one_of(st.integers(1, 6), st.integers(1, 400))
counts = st.dictionaries(anything, numbers, max_size=40).map(with_homes)


def figures_of(report: Report) -> dict[str, Figure]:
    return {figure.name: figure for section in report.sections for figure in section.figures}


@settings(deadline=None)
@given(counts)
def test_figures_of_the_same_things_have_the_same_total(counted: dict[Cell, int]) -> None:
    found = figures_of(build(counted, MONTH))
    for names in SAME_THINGS:
        assert len({found[name].total for name in names}) == 1, names


@settings(deadline=None)
@given(counts)
def test_lines_add_up_to_their_total(counted: dict[Cell, int]) -> None:
    for figure in figures_of(build(counted, MONTH)).values():
        numbers = [line.number for line in figure.lines]
        seen = [number for number in numbers if number is not None]
        if figure.total is None:
            continue
        if len(seen) == len(numbers):
            assert sum(seen) == figure.total, figure.name
        else:  # hidden ones are at least 1 each
            assert sum(seen) + len(numbers) - len(seen) <= figure.total, figure.name


@settings(deadline=None)
@given(counts)
def test_totals_are_what_was_counted(counted: dict[Cell, int]) -> None:
    kinds = Counter[str]()
    for cell, number in counted.items():
        kinds[cell.kind] += number if cell.result != "crisis" else 0
    found = figures_of(build(counted, MONTH))
    for name, kind in (
        ("language", "woman"), ("hour", "hour"), ("decision", "question"), ("level", "danger"),
        ("helpful", "feedback"), ("first_reply", "reply"), ("ending", "ended"),
        ("referral", "referral"), ("follow_up", "follow_up"),
    ):  # fmt: skip
        assert found[name].total in {kinds[kind], None}
        if kinds[kind] == 0 or kinds[kind] > 400:
            assert found[name].total == kinds[kind]


@settings(deadline=None)
@given(counts)
def test_key_figures_are_the_totals_below_them(counted: dict[Cell, int]) -> None:
    report = build(counted, MONTH)
    key, found = {line.key: line.number for line in report.key}, figures_of(report)
    assert key["women"] == found["language"].total
    assert key["questions"] == found["decision"].total
    assert key["tickets"] == found["first_reply"].total
    assert key["ended"] == found["ending"].total


@settings(deadline=None)
@given(counts)
def test_no_number_from_1_to_4_is_in_it(counted: dict[Cell, int]) -> None:
    report = build(counted, MONTH)
    lines = [*report.key, *(line for f in figures_of(report).values() for line in f.lines)]
    assert not {line.number for line in lines} & {1, 2, 3, 4}
    assert not {figure.total for figure in figures_of(report).values()} & {1, 2, 3, 4}


@settings(deadline=None)
@given(counts)
def test_what_an_agency_made_of_referrals_adds_up_to_where_they_stand(
    counted: dict[Cell, int],
) -> None:
    found = figures_of(build(counted, MONTH))
    stand = {line.key: line.number for line in found["referral"].lines}
    for part, whole in (("refusal", "declined"), ("referral_outcome", "done")):
        if found[part].total is None:
            assert not found[part].lines  # nor how many there may be
        else:
            assert found[part].total == stand[whole]


def test_danger_is_counted_once_and_not_among_the_answers() -> None:
    found = figures_of(build({Cell(DAY, "question", "webchat", "vi", "", "crisis"): 50}, MONTH))
    assert found["decision"].total == 0


def test_a_period_without_anybody_is_empty() -> None:
    assert build({}, MONTH).empty
    assert not build({Cell(DAY, "visit", "", "", "", ""): 9, **_a_woman(9)}, MONTH).empty


def _a_woman(number: int) -> dict[Cell, int]:
    return {Cell(DAY, "woman", "webchat", "vi", "vn", ""): number}
