"""The question before a counsellor may read: short, complete, and never changed in silence."""

import re

import pytest

from tests.counselling.faq.editors import EditorsFolder

FILE = "consent.yml"


def test_a_changed_text_needs_a_new_version_and_the_check_says_the_lines(
    editors: EditorsFolder,
) -> None:
    editors.replace(FILE, "Tôi đồng ý", "Tôi rất đồng ý")
    (told,) = editors.told()
    assert told.startswith("faq/consent.yml:16: digests → 1: the texts are not those of version 1.")
    line = re.search(r'"2: ([0-9a-f]{64})"', told)
    assert line
    editors.replace(FILE, "version: 1", "version: 2")
    editors.replace(FILE, "digests:\n", f"digests:\n  2: {line[1]}\n")
    assert editors.told() == ()
    assert editors.load().consent.version == "2 2026-11-22"


def test_a_new_version_needs_its_digest(editors: EditorsFolder) -> None:
    editors.replace(FILE, "version: 1", "version: 2")
    (told,) = editors.told()
    assert "the digest of version 2 is missing. Add a line" in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("version: 1", "version: one", '"one" is no number'),
        ("{days} ngày", "{day} ngày", "the question must say how long a case is kept"),
        ("{days} days", "365 days", "the question must say how long a case is kept"),
        ("phần trước đó.", "phần trước đó. Thật. Thế. Đấy.", "the question has 9 sentences"),
        ("review: draft", "review: maybe", '"maybe" is not known here'),
        ("  ko: 네, 동의해요\n", "", '"ko" is missing'),
        ("version: 1\n", "", '"version" is missing'),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    editors: EditorsFolder, old: str, new: str, told: str
) -> None:
    editors.replace(FILE, old, new)
    problems = [one for one in editors.told() if told in one]
    assert problems
    assert problems[0].startswith("faq/consent.yml:")


@pytest.mark.parametrize("content", ["", "[", "- 1", "version: [1]", "digests: 7\nversion: 1"])
def test_a_spoiled_file_is_told_and_never_crashes(editors: EditorsFolder, content: str) -> None:
    editors.write(FILE, content)
    assert any(one.startswith("faq/consent.yml:") for one in editors.told())
