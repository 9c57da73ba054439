"""The danger check is read only as it was learnt; else the service says so and does not start."""

import subprocess
import sys
from pathlib import Path

import pytest

from counselling.safety.classifier import BrokenModel
from counselling.safety.known_models import LEARNT, SUMS, check_known, write_down
from tests.counselling.cast import ROOT


def test_the_files_that_come_with_the_program_are_the_ones_written_down() -> None:
    check_known()
    listed = {line.split("  ")[1] for line in SUMS.read_text("ascii").splitlines()}
    assert listed == {file.name for file in LEARNT}


def a_pair(folder: Path) -> list[Path]:
    files = [folder / "danger.model", folder / "danger_sense.npz"]
    for file in files:
        file.write_bytes(file.name.encode() * 100)
    write_down(files, folder / "danger.sha256")
    return files


@pytest.mark.parametrize("which", [0, 1])
def test_one_changed_bit_a_missing_file_or_a_missing_list_is_refused(
    tmp_path: Path, which: int
) -> None:
    files, sums = a_pair(tmp_path), tmp_path / "danger.sha256"
    check_known(files, sums)
    right = files[which].read_bytes()
    files[which].write_bytes(bytes((right[0] ^ 1,)) + right[1:])
    with pytest.raises(BrokenModel, match=rf"{files[which].name}.*danger learn"):
        check_known(files, sums)
    files[which].unlink()
    with pytest.raises(BrokenModel, match=files[which].name):
        check_known(files, sums)
    files[which].write_bytes(right)
    sums.unlink()
    with pytest.raises(BrokenModel):
        check_known(files, sums)


def test_an_office_is_told_in_words_and_nothing_is_opened(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from counselling.safety import known_models as known\n"
        "from app import book, cli\n"
        f"known.SUMS = Path({str(tmp_path)!r}) / 'none'\n"
        "known.check_known.__defaults__ = (known.LEARNT, known.SUMS)\n"
        "sys.exit(cli.main(['up']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True,
        env={"OSSO_DATA_DIR": str(tmp_path / "data"), "PATH": ""}, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "the danger check needs mending" in done.stderr
    assert "./osso danger learn" in done.stderr
    assert not (tmp_path / "data/osso.sqlite3").exists()
