"""The office's files are in a backup beside the database, and come back without a loss."""

import asyncio
import io
import json
import shutil
import sqlite3
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest
from pyrage import encrypt

from app.backup.age_keys import read_identity
from app.backup.archive import unpack
from app.cli import main
from tests.app.backup.conftest import SHE_STAYS, first_words, two_women_write
from tests.counselling.cast import ROOT

Told = pytest.CaptureFixture[str]
ENTRY, DRAFT = "child-status/edited.txt", "faq-corner/drafts/legal/x.json"
VERSION = "faq-corner/history/legal/x.md/20261122T010203000000-00000000/about.json"


@pytest.fixture
def files(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's own copy of the Q&A files; a draft, a version, a list of duty; a backup."""
    faq = tmp_path / "questions"
    shutil.copytree(ROOT / "faq", faq)
    monkeypatch.setenv("OSSO_FAQ_DIR", str(faq))
    for path, text in ((faq / ENTRY, "then"), (data / DRAFT, "draft"), (data / VERSION, "{}")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (data / "duty.yml").write_text("[]\n")
    (data / "faq-corner/drafts/legal/.y.json.new").write_text("half a draft")
    asyncio.run(two_women_write(data))
    assert main(["backup"]) == 0
    return faq


def the_backup(data: Path) -> Path:
    [file] = (data / "backups").glob("osso-*.age")
    return file


def edit_everything(data: Path, faq: Path) -> None:
    (faq / ENTRY).write_text("now")
    (faq / "child-status/new.txt").write_text("new")
    (data / DRAFT).unlink()
    (data / VERSION).write_text('{"another": 1}')
    (data / "duty.yml").write_text("[] # other\n")


def test_they_are_in_it_and_nothing_half_written(
    files: Path, data: Path, tmp_path: Path, capsys: Told
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    _, digest = unpack(the_backup(data), room, read_identity(data / "backup.key"))
    assert {f"faq/{ENTRY}", "faq/lines.yml", DRAFT, VERSION, "duty.yml"} <= set(digest.files)
    assert not [name for name in digest.files if "/." in name or name.endswith(".key")]
    assert (room / DRAFT).read_text() == "draft"
    assert digest.counts["message"] == 4


def test_they_come_back_and_those_that_were_there_are_kept_aside(
    files: Path, data: Path, capsys: Told
) -> None:
    edit_everything(data, files)
    assert main(["restore", str(the_backup(data))]) == 0
    assert "As they were then are also: faq, faq-corner, duty.yml." in capsys.readouterr().out
    assert (files / ENTRY).read_text() == "then"
    assert not (files / "child-status/new.txt").exists()
    assert (data / DRAFT).read_text() == "draft"
    assert (data / "duty.yml").read_text() == "[]\n"
    [aside] = data.glob("before-restore-*")
    assert (aside / "faq" / ENTRY).read_text() == "now"
    assert (aside / "faq/child-status/new.txt").read_text() == "new"
    assert (aside / VERSION).read_text() == '{"another": 1}'
    assert (aside / "duty.yml").read_text() == "[] # other\n"


def test_who_wants_the_database_alone_keeps_her_files(files: Path, data: Path) -> None:
    edit_everything(data, files)
    assert main(["restore", str(the_backup(data)), "--only-database"]) == 0
    assert (files / ENTRY).read_text() == "now"
    assert not (data / DRAFT).exists()


def test_question_files_this_program_cannot_start_with_are_laid_beside(
    files: Path, data: Path, capsys: Told
) -> None:
    whole = (files / "lines.yml").read_text()
    (files / "lines.yml").write_text("of: another program\n")
    the_backup(data).unlink()
    assert main(["backup"]) == 0
    (files / "lines.yml").write_text(whole)
    assert main(["restore", str(the_backup(data))]) == 0
    assert "do not fit this program" in capsys.readouterr().out
    assert (files / "lines.yml").read_text() == whole
    [beside] = data.glob("before-restore-*-faq-of-backup")
    assert (beside / "lines.yml").read_text() == "of: another program\n"


def packed(data: Path, digest: dict[str, object], members: dict[str, bytes]) -> Path:
    """A backup as another program, or somebody else, might have made it."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as tar:
        for name, content in {"digest.json": json.dumps(digest).encode(), **members}.items():
            told = tarfile.TarInfo(name)
            told.size = len(content)
            tar.addfile(told, io.BytesIO(content))
    file = the_backup(data)
    recipient = read_identity(data / "backup.key").to_public()
    file.write_bytes(encrypt(plain.getvalue(), [recipient]))
    return file


def database_in(data: Path, tmp_path: Path) -> bytes:
    room = tmp_path / "room"
    room.mkdir(exist_ok=True)
    return unpack(the_backup(data), room, read_identity(data / "backup.key"))[0].read_bytes()


def test_a_backup_of_the_first_format_is_restored_too(
    files: Path, data: Path, tmp_path: Path
) -> None:
    database = database_in(data, tmp_path)
    said = {"made_at": "2026-11-01T00:00:00", "sha256": sha256(database).hexdigest(), "format": 1}
    file = packed(data, said, {"osso.sqlite3": database})
    (files / ENTRY).write_text("now")
    assert main(["restore", str(file)]) == 0
    assert asyncio.run(first_words(data))["stays"] == SHE_STAYS
    assert (files / ENTRY).read_text() == "now"  # it has no files: those that are there stay


def of_revision(database: bytes, tmp_path: Path, number: str) -> bytes:
    path = tmp_path / "changed.sqlite3"
    path.write_bytes(database)
    with sqlite3.connect(path) as changed:
        changed.execute("UPDATE alembic_version SET version_num = ?", (number,))
    changed.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("format_", "name", "revision", "told"),
    [
        (3, "faq/x", "", "a newer program made this"),
        (2, "faq/../../out", "", "not what was backed up"),
        (2, "/etc/out", "", "not what was backed up"),
        (2, "secret.key", "", "not what was backed up"),
        (2, "faq/x", "9999", "a newer program made this backup"),
    ],
)
def test_what_is_foreign_is_refused_and_nothing_is_changed(  # fixtures
    files: Path,
    data: Path,
    tmp_path: Path,
    capsys: Told,
    format_: int,
    name: str,
    revision: str,
    told: str,
) -> None:
    database = database_in(data, tmp_path)
    if revision:
        database = of_revision(database, tmp_path, revision)
    said = {
        "made_at": "2026-11-01T00:00:00",
        "sha256": sha256(database).hexdigest(),
        "format": format_,
        "files": {name: sha256(b"x").hexdigest()},
    }
    file = packed(data, said, {"osso.sqlite3": database, name: b"x"})
    before = (data / "osso.sqlite3").read_bytes()
    assert main(["restore", str(file)]) == 1
    assert told in capsys.readouterr().err
    assert (data / "osso.sqlite3").read_bytes() == before
    assert not list(data.glob("before-restore-*"))
    assert not (tmp_path / "out").exists()
