"""One value in an entry's top is exchanged, and not a sign beside it."""

import pytest

from counselling.faq.sheet.top import NotWritten, quoted, written_into


@pytest.mark.parametrize(
    ("before", "items", "after"),
    [
        ("related: [a/b]", ("c/d", "e/f"), "related: [c/d, e/f]"),
        ("related: [a/b]  # ask Lan\nreview: draft", (), "related: []  # ask Lan\nreview: draft"),
        ("related:\nreview: draft", ("c/d",), "related: [c/d]\nreview: draft"),
        ("related:", ("c/d",), "related: [c/d]"),
        ("review: draft\n", ("c/d",), "review: draft\nrelated: [c/d]\n"),
        (
            "related:\n    - a/b\n    # the other one\n    - c/d\n# below\nreview: draft",
            ("e/f", "g: h"),
            "related:\n    - e/f\n    - 'g: h'\n# below\nreview: draft",
        ),
        ("related:\n- a/b\nreview: draft", ("c/d", "e/f"), "related:\n- c/d\n- e/f\nreview: draft"),
        ("related: [a/b,\n  c/d]\nreview: draft", ("c/d",), "related: [c/d]\nreview: draft"),
        ('related: ["a/b"]', ("x, y",), "related: ['x, y']"),
    ],
)
def test_a_list_keeps_its_form_and_its_neighbours(
    before: str, items: tuple[str, ...], after: str
) -> None:
    assert "\n".join(written_into(before.split("\n"), "related", items, is_list=True)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("review: draft # since May", "review: reviewed # since May"),
        ('review: "draft"', "review: reviewed"),
        ("review:", "review: reviewed"),
        ("as_of: 2026-11-22", "as_of: 2026-11-22\nreview: reviewed"),
    ],
)
def test_a_word_is_exchanged(before: str, after: str) -> None:
    written = written_into(before.split("\n"), "review", ("reviewed",), is_list=False)
    assert "\n".join(written) == after


@pytest.mark.parametrize("broken", ["", "review: [", "\treview: draft", "- a list"])
def test_a_top_that_cannot_be_read_is_left_alone(broken: str) -> None:
    with pytest.raises(NotWritten):
        written_into(broken.split("\n"), "review", ("reviewed",), is_list=False)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Luật 85/2025/QH15", "Luật 85/2025/QH15"),
        ("Báo: số 5", "'Báo: số 5'"),
        ("it's # one", "'it''s # one'"),
        ("- x", "'- x'"),
        ('"all"', "'\"all\"'"),
        ("*a", "'*a'"),
    ],
)
def test_quotes_stand_only_where_they_must(text: str, written: str) -> None:
    assert quoted(text) == written
