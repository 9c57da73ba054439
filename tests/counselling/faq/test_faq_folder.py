"""Which files of the folder are read, and what is told of missing and misplaced ones."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from counselling.faq import FaqProblems, load
from tests.counselling.faq.editors import ID_CARD, SAMPLE, EditorsFolder


def test_a_file_in_a_folder_that_is_no_theme_is_told(editors: EditorsFolder) -> None:
    editors.write("leagl/passport.md", editors.text("legal/passport.md"))
    editors.write(
        "legal/passport.md", editors.text("legal/passport.md").replace("hộ chiếu", "visa")
    )
    told = editors.told()
    assert told[0] == ('faq/leagl/passport.md:1: "leagl" is not a theme. Did you mean "legal"?')


def test_an_entry_outside_every_theme_is_told(editors: EditorsFolder) -> None:
    (editors.root / ID_CARD).rename(editors.root / "id-card.md")
    assert editors.told()[0] == (
        "faq/id-card.md:1: an entry must lie in a theme's folder. Use one of: legal, vocational,"
        " psychological, child-status."
    )


def test_a_file_name_with_marks_or_blanks_is_told(editors: EditorsFolder) -> None:
    (editors.root / ID_CARD).rename(editors.root / "legal/Căn cước.md")
    assert editors.told() == (
        'faq/legal/Căn cước.md:1: the file name "Căn cước" is no short name. Use only the letters'
        " a-z without marks, digits and the hyphen, for example id-card.",
        'faq/themes.yml:6: warning: legal → topics → identity: there is no entry "legal/id-card".'
        " It is left out until it is written. Correct the name, or take it out.",
    )


def test_a_file_that_is_not_read_is_a_warning(editors: EditorsFolder) -> None:
    editors.write("legal/id-card.md.txt", "")
    assert editors.told() == (
        'faq/legal/id-card.md.txt:1: warning: this file is not read. Entries end in ".md"; keep'
        " other files elsewhere.",
    )


@pytest.mark.parametrize(
    "name", [".DS_Store", "legal/.id-card.md.swp", "legal/~$id-card.md", "legal/id-card.md~"]
)
def test_files_that_programs_leave_behind_are_passed_over(
    editors: EditorsFolder, name: str
) -> None:
    editors.write(name, b"\xff\x00")
    assert editors.told() == ()


def test_the_guide_and_the_danger_phrases_are_not_read_as_entries(editors: EditorsFolder) -> None:
    editors.write("README.md", "# Guide")
    editors.write("danger/phrases.tsv", "a\tb")
    assert editors.told() == ()


@pytest.mark.parametrize("name", ["hotlines.yml", "offices.yml", "partners.yml", "lines.yml"])
def test_a_missing_list_is_told(editors: EditorsFolder, name: str) -> None:
    (editors.root / name).unlink()
    assert f"faq/{name}:1: this file is missing. Create it; README.md shows how." in editors.told()


def test_missing_danger_replies_are_told(editors: EditorsFolder) -> None:
    (editors.root / "danger/replies.yml").unlink()
    assert editors.told() == (
        "faq/danger/replies.yml:1: this file is missing. Create it; README.md shows how.",
    )


def test_a_list_under_a_wrong_name_is_recognised(editors: EditorsFolder) -> None:
    (editors.root / "hotlines.yml").rename(editors.root / "hotline.yml")
    assert (
        'faq/hotlines.yml:1: this file is missing. Is it "hotline.yml"? Rename that.'
        in editors.told()
    )


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FaqProblems, match="there is no such folder"):
        load(tmp_path / "nowhere")


def test_a_folder_without_any_entry_is_told(editors: EditorsFolder) -> None:
    for entry in ("id-card", "passport"):
        (editors.root / f"legal/{entry}.md").unlink()
    assert editors.told() == (
        "faq:1: there is no entry yet. Write the first one; README.md shows how.",
    )


def test_a_file_that_cannot_be_opened_is_told(editors: EditorsFolder) -> None:
    (editors.root / ID_CARD).unlink()
    (editors.root / ID_CARD).symlink_to("nowhere.md")
    assert editors.told() == (
        "faq/legal/id-card.md:1: the file cannot be read (No such file or directory). Check that"
        " you may open it.",
    )


def test_letters_in_another_encoding_are_told_with_their_line(editors: EditorsFolder) -> None:
    text = editors.text(ID_CARD).encode()
    editors.write(ID_CARD, text.replace(b"I lost", b"I l\xf6st"))
    assert editors.told() == (
        "faq/legal/id-card.md:52: the letters are not saved as UTF-8. Save the file again with the"
        " encoding UTF-8 (Notepad: Save As, Encoding: UTF-8).",
    )


def _with_byte_order_mark(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.encode()


def _with_windows_line_ends(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _with_old_mac_line_ends(text: str) -> bytes:
    return text.replace("\n", "\r").encode()


def _with_decomposed_letters(text: str) -> bytes:
    return unicodedata.normalize("NFD", text).encode()


@pytest.mark.parametrize(
    "saved",
    [
        _with_byte_order_mark,
        _with_windows_line_ends,
        _with_old_mac_line_ends,
        _with_decomposed_letters,
    ],
)
def test_however_an_editors_program_saves_a_file_it_reads_the_same(
    editors: EditorsFolder, saved: Callable[[str], bytes]
) -> None:
    before = editors.load()
    for path in SAMPLE.rglob("*.*"):
        name = path.relative_to(SAMPLE).as_posix()
        editors.write(name, saved(editors.text(name)))
    after = editors.load()
    assert after == before
    assert after.fingerprint == before.fingerprint
