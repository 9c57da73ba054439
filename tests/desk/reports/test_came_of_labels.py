"""What came of tickets, referrals and follow-ups stands in the report in words, not ids."""

from datetime import date

import pytest

from counselling.cases.closing import Ending
from counselling.cases.follow_up import Outcome as FoundHer
from counselling.referrals.states import ReferralState
from counselling.referrals.terms import Outcome, Refusal
from counselling.statistics.model import Figure, Report
from counselling.statistics.period import Period
from counselling.statistics.report import build
from counselling.store.cells import Cell
from desk.reports.as_csv import rows
from desk.reports.words import Words
from desk.translations import DESK_LANGUAGES

DAY = date(2026, 11, 22)
STATES = set(ReferralState) - {ReferralState.CHANGE_ASKED}
CELLS = {
    **{Cell(DAY, "ended", "", "", "1d", how): 9 for how in (*Ending, "closed", "cancelled")},
    **{Cell(DAY, "referral", "", "vi", "hagar", how): 9
       for how in (*STATES, *Refusal, *Outcome)},
    **{Cell(DAY, "follow_up", "", "vi", "", how): 9 for how in FoundHer},
}  # fmt: skip
REPORT = build(CELLS, Period(DAY, DAY))
NAMES = ("ending", "referral", "agency", "agency_referral", "refusal", "referral_outcome",
         "follow_up")  # fmt: skip


def figures_of(report: Report) -> dict[str, Figure]:
    return {figure.name: figure for section in report.sections for figure in section.figures}


@pytest.mark.parametrize("language", DESK_LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_line_has_words_of_its_own(language: str, name: str) -> None:
    words = Words("vi" if language == "vi" else "en", partners={"hagar": "Hagar Việt Nam"})
    figure = figures_of(REPORT)[name]
    said = [words.line(figure, line) for line in figure.lines]
    assert len(set(said)) == len(said) > 0
    for text, line in zip(said, figure.lines, strict=True):
        assert text not in {line.key, ""}
        assert "_" not in text


def test_an_agency_is_called_by_its_name_or_where_it_has_none_by_its_id() -> None:
    figures = figures_of(REPORT)
    for words, name in ((Words("vi", partners={"hagar": "Nhà Hagar"}), "Nhà Hagar"),
                        (Words("vi"), "hagar")):  # fmt: skip
        assert words.line(figures["agency"], figures["agency"].lines[0]) == name
        said = [words.line(figures["agency_referral"], line)
                for line in figures["agency_referral"].lines]  # fmt: skip
        assert f"{name}: Đã xong" in said


def test_a_file_says_them_too() -> None:
    words = Words("vi", partners={"hagar": "Nhà Hagar"})
    assert any(row[2] == "Nhà Hagar: Nơi nhận từ chối" and row[3] == "54"
               for row in rows(REPORT, words))  # fmt: skip
