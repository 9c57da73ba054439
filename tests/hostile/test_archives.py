"""Archives made to reach out of their folder or to fill memory and disk."""

import asyncio
import gzip
import io
import json
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from pyrage import encrypt, x25519

from app.backup.archive import unpack
from app.backup.problem import BackupProblem
from counselling.attachments.kinds import Kind, kind_of
from counselling.faq.sheet import xlsx
from counselling.faq.sheet.table import SheetProblems
from tests.app.web.the_service import the_service

OUTSIDE = ("../evil", "/tmp/osso-evil", "sub/../../evil", "..\\evil")  # noqa: S108  # never made
A_BOMB = 60_000_000  # bytes, of noughts


def member(name: str, content: bytes = b"x") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    return info, content


def linked(name: str, to: str, kind: bytes) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info, b""


def forged(folder: Path, *members: tuple[tarfile.TarInfo, bytes]) -> tuple[Path, x25519.Identity]:
    """What whoever knows the office's public key can hand in as a backup."""
    key, out = x25519.Identity.generate(), io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for info, content in members:
            tar.addfile(info, io.BytesIO(content))
    file = folder / "forged.age"
    file.write_bytes(encrypt(out.getvalue(), [key.to_public()]))
    return file, key


DIGEST = member(
    "digest.json",
    json.dumps({"made_at": "2026-01-01", "sha256": "0" * 64, "format": 1}).encode(),
)


@pytest.mark.parametrize(
    "members",
    [
        [*(member(name) for name in OUTSIDE), DIGEST, member("osso.sqlite3")],
        [DIGEST, linked("osso.sqlite3", "../../secret.key", tarfile.SYMTYPE)],
        [DIGEST, linked("osso.sqlite3", "/etc/passwd", tarfile.LNKTYPE)],
        [linked("digest.json", "/etc/passwd", tarfile.SYMTYPE), member("osso.sqlite3")],
        [member("digest.json", b'"' + b" " * 1_000_000), member("osso.sqlite3")],
        [member("digest.json", b"[" * 9_000), member("osso.sqlite3")],
    ],
    ids=["names", "symlink", "hard link", "digest elsewhere", "long digest", "deep digest"],
)
def test_a_forged_backup_reaches_nothing_outside_and_is_refused(
    tmp_path: Path, members: list[tuple[tarfile.TarInfo, bytes]]
) -> None:
    (tmp_path / "secret.key").write_text("the office's")
    room = tmp_path / "data/room"
    room.mkdir(parents=True)
    file, key = forged(tmp_path, *members)
    with pytest.raises(BackupProblem):
        unpack(file, room, key)
    assert {path.name for path in room.iterdir()} <= {"osso.sqlite3"}
    assert {path.name for path in tmp_path.iterdir()} == {"secret.key", "data", "forged.age"}
    assert not Path(OUTSIDE[1]).exists()


def workbook(file: Path, cells: Iterator[str] | None = None, *more: str) -> Path:
    """The least that openpyxl opens: one sheet with these rows as XML, and further members."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/s.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
            f'Type="{office}/worksheet" Target="s.xml"/></Relationships>',
        )
        rows = "".join(cells or ())
        archive.writestr(
            "xl/s.xml", f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
        )
        for name in more:
            archive.writestr(name, "x")
    return file


def refused(file: Path) -> str:
    with pytest.raises(SheetProblems) as told:
        list(xlsx.read(file))
    return str(told.value)


def test_a_sheet_whose_rows_reach_far_to_the_right_does_not_fill_the_memory(tmp_path: Path) -> None:
    rows = (f'<row r="{n}"><c r="XFD{n}" t="str"><v>x</v></c></row>' for n in range(1, 19_000))
    file = workbook(tmp_path / "wide.xlsx", rows)
    assert file.stat().st_size < 200_000
    tracemalloc.start()
    assert "too large" in refused(file)
    assert tracemalloc.get_traced_memory()[1] < 100_000_000  # 19,000 such rows: 2,500,000,000
    tracemalloc.stop()


def test_a_sheet_of_many_thousand_files_is_refused_before_any_is_opened(tmp_path: Path) -> None:
    many = workbook(tmp_path / "many.xlsx", None, *(f"xl/x{n}.xml" for n in range(1_001)))
    assert "too large" in refused(many)


def test_names_that_lead_out_of_a_sheet_or_document_lead_nowhere(tmp_path: Path) -> None:
    file = workbook(tmp_path / "x.xlsx")
    with zipfile.ZipFile(file, "a") as archive:
        for name in OUTSIDE:
            archive.writestr(name, "evil")
    assert "no sheet of the file" in refused(file)
    assert kind_of(file.read_bytes()) is Kind.XLSX
    assert [path.name for path in tmp_path.rglob("*evil*")] == []


def deflated(content: bytes) -> bytes:
    return zlib.compress(content, 9)


PACKED = {"gzip": gzip.compress, "deflate": deflated, "br": brotli.compress}


@pytest.mark.parametrize("way", PACKED)
async def test_a_body_that_unpacks_without_end_is_refused_and_fills_nothing(
    tmp_path: Path, way: str
) -> None:
    bomb = PACKED[way](b"\x20" * A_BOMB)
    assert len(bomb) < 64_000
    async with the_service(tmp_path) as (_, address):
        host, port = address.removeprefix("http://").split(":")
        tracemalloc.start()
        for path, kind in (
            ("/chat/messages", "application/json"),
            ("/desk/login", "application/x-www-form-urlencoded"),
        ):
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(
                f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {address}\r\n"
                f"Content-Type: {kind}\r\nContent-Encoding: {way}\r\n"
                f"Content-Length: {len(bomb)}\r\nConnection: close\r\n\r\n".encode()
                + bomb
            )
            async with asyncio.timeout(10):
                status = int((await reader.readuntil(b"\r\n")).split()[1])
            writer.close()
            assert 400 <= status < 500
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < A_BOMB / 3
