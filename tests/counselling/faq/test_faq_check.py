"""The check as it is run, and the repository's own set."""

import io
import re
import subprocess
import sys
from pathlib import Path

from counselling.faq import check, load
from tests.counselling.faq.editors import ID_CARD, EditorsFolder

ROOT = Path(__file__).parents[3]
REAL = ROOT / "faq"


def _run(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "counselling.faq", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_check_of_a_right_folder_says_so_and_ends_well(editors: EditorsFolder) -> None:
    run = _run(editors.root)
    assert (run.returncode, run.stdout) == (0, "In order: 2 entries, nothing else to look at.\n")


def test_the_check_of_a_spoiled_folder_tells_every_problem_and_ends_with_1(
    editors: EditorsFolder,
) -> None:
    editors.replace(ID_CARD, "- I lost my identity card\n", "")
    run = _run(editors.root)
    assert run.returncode == 1
    assert run.stdout == (
        "faq/legal/id-card.md:48: legal/id-card → English → Questions: only 3 questions; at least 4"
        ' are needed. Add 1 or more lines beginning with "- ".\n'
        "Not in order: 1 to mend, nothing else to look at. Nothing was changed.\n"
    )


def test_warnings_alone_end_well(editors: EditorsFolder) -> None:
    editors.replace(ID_CARD, "as_of: 2026-11-22", "as_of: 2026-01-01")
    editors.replace(ID_CARD, "review_due: 2027-05-22", "review_due: 2026-02-01")
    told = io.StringIO()
    assert check(editors.root, told) == 0
    assert told.getvalue().endswith("In order: 2 entries, 1 to look at.\n")


def test_the_repositorys_own_set_is_in_order() -> None:
    faq = load(REAL)
    assert len(faq.entries) >= 20


def test_the_example_in_the_guide_is_a_right_entry(editors: EditorsFolder) -> None:
    guide = (REAL / "README.md").read_text("utf-8")
    example = re.search(r"`faq/(\S+\.md)`\n\n```markdown\n(.*?)```", guide, re.DOTALL)
    assert example is not None
    editors.write(example[1], example[2])
    assert editors.told() == ()
    assert example[1].removesuffix(".md") in editors.load().entries


def test_every_part_the_guide_speaks_of_is_one_that_is_read() -> None:
    guide = (REAL / "README.md").read_text("utf-8")
    for name in ("as_of", "review_due", "review", "sources", "related", "hotlines", "partners"):
        assert f"`{name}`" in guide
    for file in ("hotlines.yml", "offices.yml", "partners.yml", "lines.yml", "danger/replies.yml"):
        assert guide.count(f"`{file}`") >= 2


def test_a_set_of_138_entries_loads_whole(editors: EditorsFolder) -> None:
    entry = editors.text("legal/passport.md")
    themes = ("legal", "vocational", "psychological", "child-status")
    for number in range(138):
        own = re.sub(r"^- (.*)$", rf"- \1 số {number}", entry, flags=re.MULTILINE)
        editors.write(f"{themes[number % 4]}/entry-{number}.md", own)
    assert len(editors.load().entries) == 140
