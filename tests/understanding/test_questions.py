"""Reading the development set's files."""

from pathlib import Path

import pytest

from app.commands.evaluate.questions import BadQuestion, Kind, Question, read_questions

HEAD = "text\taccepted\tlanguage\tstyle"


def write(folder: Path, *lines: str) -> Path:
    (folder / "some.tsv").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_each_kind_of_message_is_read(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        HEAD,
        "giữ con\tlegal/custody|legal/divorce\tvi\tplain",
        'phim "hay"\t\tvi\tuncovered',
        "a person\tperson\ten\tperson",
        "안녕\tsmalltalk\tko\tsmalltalk",
    )
    assert read_questions(folder) == [
        Question("giữ con", Kind.COVERED, ("legal/custody", "legal/divorce"), "vi", "plain"),
        Question('phim "hay"', Kind.UNCOVERED, (), "vi", "uncovered"),
        Question("a person", Kind.PERSON, (), "en", "person"),
        Question("안녕", Kind.SMALLTALK, (), "ko", "smalltalk"),
    ]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("text\taccepted",), "some.tsv:1"),
        (("hi\t\ten\tplain",), "some.tsv:1"),
        ((HEAD, "hi\t\ten"), "some.tsv:2"),
        ((HEAD, "hi\t\ten\tplain", HEAD), "some.tsv:3"),
    ],
)
def test_a_line_that_is_not_as_it_should_be_is_named(
    tmp_path: Path, lines: tuple[str, ...], place: str
) -> None:
    with pytest.raises(BadQuestion, match=place):
        read_questions(write(tmp_path, *lines))
