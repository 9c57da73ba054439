"""The check as it is run, and the repository's own set."""

import io
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from counselling.faq import check, load
from tests.counselling.faq.editors import ID_CARD, TODAY, EditorsFolder

ROOT = Path(__file__).parents[3]
REAL = ROOT / "faq"


def _told(editors: EditorsFolder, today: date = TODAY) -> tuple[int, list[str]]:
    out = io.StringIO()
    status = check(editors.root, out, today=today)
    return status, out.getvalue().splitlines()


def test_the_check_of_a_right_folder_says_so_and_ends_well(editors: EditorsFolder) -> None:
    editors.replace(ID_CARD, "- lam can cuoc o dau", "- cccd xã nào cấp")
    assert _told(editors) == (0, ["In order: 2 entries, nothing else to look at."])


def test_the_check_of_a_spoiled_folder_tells_every_problem_and_ends_with_1(
    editors: EditorsFolder,
) -> None:
    editors.replace(ID_CARD, "- I lost my identity card\n", "")
    status, told = _told(editors)
    assert status == 1
    assert told[-2:] == [
        "faq/legal/id-card.md:48: legal/id-card → English → Questions: only 3 questions; at least 4"
        ' are needed. Add 1 or more lines beginning with "- ".',
        "Not in order: 1 to mend, nothing else to look at, 1 hint. Nothing was changed.",
    ]


def test_warnings_alone_end_well(editors: EditorsFolder) -> None:
    status, told = _told(editors, date(2027, 6, 1))
    assert status == 0
    assert told[-1] == "In order: 2 entries, 2 to look at, 1 hint."


def test_a_review_due_within_a_month_is_a_hint(editors: EditorsFolder) -> None:
    _, told = _told(editors, date(2027, 4, 22))
    assert told[0] == (
        "faq/legal/id-card.md:4: hint: legal/id-card → review_due: the review is due on 2027-05-22."
        " Plan it: check the answer against its sources, then set both dates anew."
    )
    assert "review_due" not in str(_told(editors, date(2027, 4, 19)))


def test_the_check_can_be_run_by_itself() -> None:
    command = [sys.executable, "-m", "counselling.faq", str(REAL)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0
    assert run.stdout.splitlines()[-1].startswith("In order: ")


def test_the_repositorys_own_set_is_in_order() -> None:
    faq = load(REAL)
    assert len(faq.entries) >= 20


def test_a_set_of_138_entries_loads_whole(editors: EditorsFolder) -> None:
    entry = editors.text("legal/passport.md")
    themes = ("legal", "vocational", "psychological", "child-status")
    for number in range(138):
        own = re.sub(r"^- (.*)$", rf"- \1 số {number}", entry, flags=re.MULTILINE)
        editors.write(f"{themes[number % 4]}/entry-{number}.md", own)
    assert len(editors.load().entries) == 140
