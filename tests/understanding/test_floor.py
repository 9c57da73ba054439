"""The floor under the figures."""

import math
from pathlib import Path

import pytest

from app.commands.evaluate import FLOOR
from app.commands.evaluate.figures import figures
from app.commands.evaluate.floor import BadFloor, below
from tests.understanding.some_asked import CUSTODY, one


@pytest.fixture
def floor(tmp_path: Path) -> Path:
    file = tmp_path / "floor.toml"
    file.write_text("[at_least]\ntop1 = 85\n\n[at_most]\nbare_loss = 8.5\n")
    return file


def test_a_figure_on_its_floor_keeps_it(floor: Path) -> None:
    assert below({"top1": 85.0, "bare_loss": 8.5}, floor) == []


def test_each_figure_below_its_floor_is_named_with_both_numbers(floor: Path) -> None:
    assert below({"top1": 84.94, "bare_loss": 9.0}, floor) == [
        "top1 is 84.9; it must be at least 85",
        "bare_loss is 9.0; it must be at most 8.5",
    ]


def test_what_could_not_be_measured_keeps_no_floor(floor: Path) -> None:
    assert len(below({"top1": math.nan, "bare_loss": math.nan}, floor)) == 2


def test_a_floor_under_no_figure_is_refused(floor: Path) -> None:
    with pytest.raises(BadFloor, match="bare_loss"):
        below({"top1": 90.0}, floor)


@pytest.mark.parametrize("text", ["[at_least]\ntop1 = 85\n", "top1 =", "[a]\n[b]\n"])
def test_a_floor_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "floor.toml"
    file.write_text(text)
    with pytest.raises(BadFloor, match=r"floor\.toml"):
        below({"top1": 90.0}, file)


def test_the_stored_floor_is_under_figures_there_are() -> None:
    assert below(dict.fromkeys(figures([one(CUSTODY, "fallback")]), math.nan), FLOOR) != []
