"""duty.yml as the office writes it, right and wrong."""

from datetime import datetime
from pathlib import Path

import pytest

from counselling.duty.hours import VIET_NAM
from counselling.duty.reading import read_roster
from counselling.duty.roster import DutyPerson, Roster
from counselling.faq import FaqProblems

ROOT = Path(__file__).resolve().parents[3]
RIGHT = """
- id: lan
  name: Lan
  telegram: 123456789
  email: lan@example.org
  language: vi
  hours: ["mon-fri 08:00-17:00", "sat 08:00-12:00"]
- id: hoa
  name: Hoa
  email: hoa@example.org
  language: ko
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "duty.yml"


def told(file: Path, text: str) -> list[str]:
    file.write_text(text, "utf-8")
    with pytest.raises(FaqProblems) as found:
        read_roster(file)
    return [str(problem) for problem in found.value.problems]


def test_people_stand_in_the_order_written(file: Path) -> None:
    file.write_text(RIGHT, "utf-8")
    lan, hoa = read_roster(file).people
    assert (lan.id, lan.telegram, lan.email, len(lan.shifts)) == (
        "lan",
        "123456789",
        "lan@example.org",
        2,
    )
    assert hoa == DutyPerson("hoa", "Hoa", "ko", email="hoa@example.org")


def test_who_has_no_hours_is_always_on_duty(file: Path) -> None:
    file.write_text(RIGHT, "utf-8")
    sunday = datetime(2026, 11, 22, 3, tzinfo=VIET_NAM)
    assert [person.id for person in read_roster(file).on_duty(sunday)] == ["hoa"]
    monday = datetime(2026, 11, 23, 9, tzinfo=VIET_NAM)
    assert [person.id for person in read_roster(file).on_duty(monday)] == ["lan", "hoa"]


@pytest.mark.parametrize("text", ["", "[]", "# nobody yet\n"])
def test_an_empty_file_is_a_roster_of_nobody(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    assert read_roster(file) == Roster()


def test_everything_wrong_is_told_at_once_with_its_place_and_mend(file: Path) -> None:
    problems = told(
        file,
        """
- id: lan
  name: Lan
  emial: lan@example.org
  language: fr
- id: lan
  name: Hoa
  telegram: hoa
  language: vi
  hours: [always, mon 08:00-17:00]
""",
    )
    assert problems == [
        "duty.yml:2: lan: there is no way to reach this person. "
        'Add a line "email: lan@example.org" or "telegram: 123456789".',
        'duty.yml:4: lan: "emial" is not a known name. Did you mean "email"?',
        'duty.yml:5: lan → language: "fr" is not known here. Use one of: vi, en, ko.',
        'duty.yml:6: lan: the id "lan" stands here twice (first in line 2). '
        "Give this one an id of its own.",
        "duty.yml:8: lan → telegram: this is no number of a Telegram chat. "
        'Write it like this: "telegram: 123456789".',
        'duty.yml:10: lan → hours: "always" names no days and hours. '
        'Write days and hours like this: "mon-fri 08:00-17:00".',
    ]


def test_an_address_that_is_wrong_is_not_repeated(file: Path) -> None:
    [problem] = told(
        file, "- {id: lan, name: Lan, language: vi, email: 'lan at home@x.org\\nBcc: y'}"
    )
    assert "email: this is no e-mail address" in problem
    assert "home" not in problem


def test_what_is_no_list_and_what_is_no_yaml_are_told(file: Path) -> None:
    assert "a list is expected here" in told(file, "lan: 123")[0]
    assert "cannot be read" in told(file, "- id: [lan")[0]


def test_the_example_of_the_docs_is_in_order() -> None:
    assert read_roster(ROOT / "docs/duty.example.yml").people
