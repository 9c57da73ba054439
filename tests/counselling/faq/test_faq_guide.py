"""The editors' guide, faq/README.md: what it says is so, in both languages."""

import argparse
import re
import shutil
from pathlib import Path

import pytest

from app.commands import faq as command
from app.commands.faq import add_arguments
from counselling.faq import limits, load
from counselling.faq.sheet import COLUMNS

REAL = Path(__file__).parents[3] / "faq"
GUIDE = (REAL / "README.md").read_text("utf-8")
VIETNAMESE, ENGLISH = GUIDE.split("\n# The questions and answers\n")
ENGLISH = ENGLISH.split("\n# Mẫu")[0]
BOTH = pytest.mark.parametrize("text", [VIETNAMESE, ENGLISH], ids=["vi", "en"])


@pytest.fixture(autouse=True, scope="module")
def small_entries() -> None:
    """The limits as they are."""


def test_its_example_is_a_right_entry(tmp_path: Path) -> None:
    shutil.copytree(REAL, tmp_path / "faq")
    example = re.search(r"`faq/(\S+\.md)`\n\n```markdown\n(.*?)```", GUIDE, re.DOTALL)
    assert example is not None
    (tmp_path / "faq" / example[1]).write_text(example[2], "utf-8")
    faq = load(tmp_path / "faq")
    assert example[1].removesuffix(".md") in faq.entries
    assert [str(one) for one in faq.warnings if example[1] in one.file] == []


@BOTH
def test_every_command_it_names_is_there(text: str) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    commands = re.findall(r"`\./osso faq ([^`]+)`", text)
    assert {words.split()[0] for words in commands} == set(command._VERBS)
    for words in commands:
        parser.parse_args(words.split())


@BOTH
def test_every_part_it_speaks_of_is_one_that_is_read(text: str) -> None:
    for name in ("as_of", "review_due", "review", "sources", "related", "hotlines", "partners"):
        assert f"`{name}`" in text
    lists = ("hotlines", "offices", "partners", "themes", "lines", "consent")
    for file in (*(f"{name}.yml" for name in lists), "danger/replies.yml"):
        assert f"`{file}`" in text
        assert (REAL / file).is_file()
    assert f"`{COLUMNS[-1].heading}`" in text


@BOTH
def test_its_numbers_are_the_ones_that_are_held(text: str) -> None:
    numbers = [*limits.FEWEST_PHRASINGS.values(), limits.FEWEST_SHORT_FORMS]
    assert all(re.search(rf"\b{number}\b", text) for number in numbers)
    for least, most in limits.ANSWER_WORDS.values():
        assert f"{least}–{most}" in text
