"""The file of danger phrases, and what its reader says of a broken one."""

import re
from pathlib import Path

import pytest

from counselling.safety.detect import DangerDetector
from counselling.safety.phrases import CATEGORIES, LANGUAGES, Level, Phrase, PhraseProblems, load
from language.normalise import fold

FILE = Path(__file__).parents[3] / "faq/danger/phrases.tsv"
PHRASES = load(FILE)
DETECTOR = DangerDetector(PHRASES)
HEADER = "category\tlanguage\tphrase\tlevel\tbare\tnote\n"
GOOD = "suicide\tvi\tmuốn chết\tred\tsame\t\n"


def named(phrase: Phrase) -> str:
    return f"{phrase.line}: {phrase.text}"


def spoken(phrase: Phrase) -> str:
    """A text with the phrase in it and words in its gaps."""
    return "xx " + phrase.text.replace("*", "yyy zzz") + " xx"


@pytest.mark.parametrize("phrase", PHRASES, ids=named)
def test_every_phrase_is_seen_at_its_level_where_it_is_written(phrase: Phrase) -> None:
    seen = DETECTOR.see(spoken(phrase))
    if phrase.level is Level.QUIET:
        assert seen.level == "none"
    else:
        assert seen.level == phrase.level.value
        assert phrase.text in seen.phrases
        assert DangerDetector([phrase]).see(spoken(phrase)).category == phrase.category


@pytest.mark.parametrize(
    "phrase",
    [phrase for phrase in PHRASES if phrase.language == "vi" and phrase.level is not Level.QUIET],
    ids=named,
)
def test_without_diacritics_a_phrase_is_seen_as_its_row_says(phrase: Phrase) -> None:
    text = fold(spoken(phrase))
    seen = DETECTOR.see(text)
    expected = {"same": phrase.level.value, "amber": "amber", "never": "none"}[phrase.bare]
    alone = DangerDetector([phrase]).see(text)
    assert alone.level == expected
    assert seen.level in (expected, "amber", "red")
    assert expected == "none" or seen.level != "none"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_each_category_has_red_phrases_in_each_language(category: str, language: str) -> None:
    rows = [p for p in PHRASES if (p.category, p.language, p.level) == (category, language, "red")]
    assert len(rows) >= 5


def test_counsellors_are_told_in_the_file_how_to_edit_it() -> None:
    remarks = [row for row in FILE.read_text(encoding="utf-8").splitlines() if row[:1] == "#"]
    assert "tư vấn viên" in remarks[0]
    assert any("counsellors may edit" in row for row in remarks)


@pytest.mark.parametrize(
    ("row", "line", "what"),
    [
        ("harm\tvi\tđau\tred\tsame\t", 3, '"harm" is no category'),
        ("suicide\tfr\tmourir\tred\tsame\t", 3, '"fr" is no language'),
        ("suicide\tvi\tđau\tpink\tsame\t", 3, '"pink" is no level'),
        ("suicide\tvi\tđau\tred\tmaybe\t", 3, '"maybe" is no bare'),
        ("suicide\ten\tdie\tred\tnever\t", 3, "only Vietnamese is written without diacritics"),
        ("suicide vi đau red same", 3, "the row has 1 columns"),
        ("suicide\tvi\t*\tred\tsame\t", 3, "the phrase is empty"),
        ("suicide\tvi\t* chết\tred\tsame\t", 3, "a * stands at the edge"),
        ("suicide\tvi\tchết * * rồi\tred\tsame\t", 3, "a * stands at the edge or beside"),
        ("suicide\tvi\tvui * chết\tquiet\tsame\t", 3, "a quiet or Korean phrase can't have a *"),
        ("suicide\tko\t나 * 죽\tred\tsame\t", 3, "a quiet or Korean phrase can't have a *"),
        ("suicide\tvi\ta b c d e f g h i\tred\tsame\t", 3, "the phrase is too long"),
        ("violence\tvi\tMuốn  chết\tred\tsame\t", 3, "stands in line 2 already"),
    ],
)
def test_a_wrong_row_is_named_with_its_line_and_the_mend(
    tmp_path: Path, row: str, line: int, what: str
) -> None:
    file = tmp_path / "phrases.tsv"
    file.write_text(HEADER + GOOD + row + "\n", encoding="utf-8")
    with pytest.raises(PhraseProblems, match=re.escape(what)) as caught:
        load(file)
    [problem] = caught.value.problems
    assert (problem.file, problem.line) == ("phrases.tsv", line)
    assert problem.mend


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "phrases.tsv"
    file.write_text(HEADER + "harm\tfr\tđau\tpink\tsame\t\nx\n", encoding="utf-8")
    with pytest.raises(PhraseProblems) as caught:
        load(file)
    assert [problem.line for problem in caught.value.problems] == [2, 2, 2, 3]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (GOOD.encode(), "the row of column names is missing"),
        (b"", "the row of column names is missing"),
        (HEADER.encode(), "no danger phrase"),
        ("muốn chết".encode("utf-16"), "not UTF-8"),
    ],
)
def test_a_file_that_would_see_nothing_is_refused(
    tmp_path: Path, content: bytes, what: str
) -> None:
    file = tmp_path / "phrases.tsv"
    file.write_bytes(content)
    with pytest.raises(PhraseProblems, match=what):
        load(file)


def test_a_file_saved_on_windows_is_read_the_same(tmp_path: Path) -> None:
    file = tmp_path / "phrases.tsv"
    file.write_bytes("\ufeff".encode() + (HEADER + GOOD).replace("\n", "\r\n").encode())
    [phrase] = load(file)
    assert phrase.text == "muốn chết"
