"""She erases everything: her words are in no byte that the office has, and no copy opens."""

import base64
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from app.backup.age_keys import read_identity
from app.backup.archive import unpack
from app.backup.key_copies import read_copy
from app.book import Book
from app.office import build_office
from app.secret_key import FILE_NAME
from counselling.attachments.attachment import Arrival
from counselling.cases.follow_up import today
from counselling.clock import utc_now
from counselling.store.parts import PART_BYTES
from language.normalise import fold
from tests.counselling.cast import FakeAssistant
from tests.desk.visitor import Visitor
from tests.journeys.her_chat import HerChat, a_counsellor_at, her_chat
from tests.journeys.test_operator import child_of
from tests.journeys.what_is_left import (
    is_empty,
    keys_of,
    nothing_opens,
    sealed_parts,
    sealed_texts,
)
from tests.running import ROOT, RunningService, run_service

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

IN_VIETNAMESE = "chuồnchuồnớtxuyênviệt"
BARE = "duongvehongthuy"
IN_KOREAN = "고추잠자리개나리길"
BY_COUNSELLOR = "nguyệtquếvườnthượng"
IN_A_FILE = "bươmbướmvànghoamướp"
MARKERS = (IN_VIETNAMESE, BARE, IN_KOREAN, BY_COUNSELLOR, IN_A_FILE)
GONE = (
    "message", "outcome", "feedback", "consent", "outbox", "attachment", "attachment_part",
    "case_note", "draft", "ticket_mark",
    "case_sheet", "follow_up", "closing", "ticket_link",
)  # fmt: skip
LOGS = ("osso.sqlite3-wal", "keys.sqlite3-wal")


def spellings() -> list[bytes]:
    """Each marker as she wrote it, without diacritics, in JSON's escapes and in UTF-16."""
    forms = {form for marker in MARKERS for form in (marker, fold(marker))}
    escaped = {form.encode("ascii", "backslashreplace") for form in forms}
    return [*{form.encode() for form in forms}, *escaped, *{f.encode("utf-16-le") for f in forms}]


@dataclass(frozen=True)
class Machine:
    """Everything of the office that can hold a byte."""

    service: RunningService
    data: Path
    temporary: Path
    began: float

    def files(self) -> Iterator[Path]:
        """All files of the data and temporary folders, of Rasa's, and new ones beside the code."""
        for folder in (self.data, self.temporary, ROOT / ".rasa/tests"):
            yield from (path for path in folder.rglob("*") if path.is_file())
        for path in ROOT.iterdir():
            if path.is_file() and path.stat().st_mtime > self.began:
                yield path

    def open_files(self) -> Iterator[Path]:
        """What both processes have open, files that were deleted meanwhile too."""
        service = self.service.process.pid
        for process in (service, child_of(service)):
            for file in Path(f"/proc/{process}/fd").iterdir():
                with suppress(OSError):  # closed while we look
                    if file.is_file():
                        yield file

    def holding(self, *wanted: bytes) -> set[str]:
        """The names of the files that hold one of these."""
        found = set()
        for path in (*self.files(), *self.open_files()):
            with suppress(OSError):  # gone or closed while we look
                content = path.read_bytes()
                if any(one in content for one in wanted):
                    found.add(path.name)
        return found


@pytest.fixture
def machine(tmp_path: Path, trained_model: Path) -> Iterator[Machine]:
    data, temporary = tmp_path / "data", tmp_path / "temporary"
    data.mkdir()
    temporary.mkdir()
    (data / "rasa").symlink_to(trained_model.parents[1])
    began = time.time()
    with run_service(data, TMPDIR=str(temporary), HOME=str(temporary)) as service:
        service.until_ready()
        yield Machine(service, data, temporary, began)


def osso(machine: Machine, *words: str) -> str:
    """Run another command beside the service; what it printed."""
    environment = os.environ | {"OSSO_DATA_DIR": str(machine.data), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env=environment | {"TMPDIR": str(machine.temporary)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


async def she_tells_everything(chat: HerChat, service: RunningService) -> str:
    """Questions with and without an answer, feedback, languages, no, yes, and a counsellor."""
    await chat.says(f"giá {IN_VIETNAMESE} hôm nay bao nhiêu")
    await chat.is_answered()
    await chat.says("ghi chu ly hon o dau")
    await chat.is_answered(faq="legal/record-foreign-divorce")
    await chat.taps("helpful:legal/record-foreign-divorce")
    await chat.is_answered()
    await chat.says(f"mình sống ở {BARE} nhé")
    await chat.is_answered()
    await chat.says(f"저는 {IN_KOREAN} 근처에 살아요")
    await chat.is_answered()
    await chat.says(f"chồng đang đánh em ở {IN_VIETNAMESE}, cứu em với")
    await chat.is_answered()
    await chat.taps("consent.no")
    await chat.is_answered()
    await chat.taps("person")
    await chat.is_answered()
    await chat.taps("consent.yes")
    code = str((await chat.until("state", handler="waiting"))["ticket"])
    async with a_counsellor_at(service) as counsellor:
        await counsellor.post(f"/desk/tickets/{code}/claim")
        await counsellor.post(
            f"/desk/tickets/{code}/reply", id="1", text=f"Chào chị, {BY_COUNSELLOR}"
        )
        await chat.is_answered("counsellor")
        seq = await she_sends_a_file(service.data, code)
        page = (await counsellor.get(f"/desk/tickets/{code}")).text
        assert BY_COUNSELLOR in page
        assert f"{IN_A_FILE}.txt" in page
        file = await counsellor.get(f"/desk/tickets/{code}/attachments/{seq}")
        assert file.text.count(IN_A_FILE) > PART_BYTES / len(IN_A_FILE) / 2
        await her_case_is_written(counsellor, f"/desk/tickets/{code}/case")
    await chat.says(f"cảm ơn, em ở {BARE}")
    return code


async def her_case_is_written(counsellor: Visitor, case: str) -> None:
    """Record, safety and a follow-up, with her words and the counsellor's in all of them."""
    day = (today(utc_now()) + timedelta(days=1)).isoformat()
    for form, fields in (
        ("record", {"base": "0", "summary": f"Chị ở {IN_VIETNAMESE}", "step0": BY_COUNSELLOR}),
        ("safety", {"base": "0", "now": "yes", "note": f"hẹn ở {BARE}"}),
        ("follow-ups", {"day": day, "ask": f"Còn ở {IN_VIETNAMESE} không?"}),
    ):
        assert (await counsellor.post(f"{case}/{form}", **fields)).status == 303, form
    assert (await counsellor.get(case)).text.count(IN_VIETNAMESE) == 2


async def she_sends_a_file(data: Path, code: str) -> int:
    """As a channel with an upload would hand it in; the web chat has none. The message's number."""
    secret = base64.b64decode((data / FILE_NAME).read_text())
    database = f"sqlite+aiosqlite:///{data / 'osso.sqlite3'}"
    office = build_office(
        database=database, secret=secret, book=Book(ROOT / "faq"), assistant=FakeAssistant()
    )
    async with office.store.read() as tx:
        ticket = await tx.tickets.by_code(code)
        conversation = ticket and await tx.conversations.get(ticket.conversation_id)
    assert conversation
    name = f"{IN_A_FILE}.txt"
    arrival = Arrival(conversation.channel, conversation.address, "file-1", name=name)
    content = f"{IN_A_FILE}\n".encode() * (PART_BYTES // len(IN_A_FILE))
    receipt = await office.attachments.receive(arrival, content)
    await office.store.close()
    return receipt.seq


async def test_her_words_are_gone_from_every_byte_and_no_copy_opens(
    machine: Machine, tmp_path: Path
) -> None:
    data = machine.data
    async with her_chat(machine.service.url) as chat:
        code = await she_tells_everything(chat, machine.service)
        osso(machine, "faq", "export", str(data / "export.csv"))
        assert "questions without a good answer" in osso(machine, "faq", "gaps", "--all")
        assert "it is whole" in osso(machine, "backup")
        [backup] = data.glob("backups/osso-*.age")
        identity = read_identity(data / "backup.key")
        copied, _ = unpack(backup, tmp_path, identity)
        before = sealed_texts(copied)
        parts = sealed_parts(copied)
        wrapped = (await keys_of(data))[0]
        assert len(before) > 15
        limits = Path(f"/proc/{machine.service.process.pid}/limits").read_text()
        assert re.search(r"Max core file size +0 +0 ", limits)  # a crash writes no memory down
        assert len(parts) > 1
        for sealed in (before[0][2], *parts):  # the look finds what is there
            assert machine.holding(sealed)
        assert machine.holding(*spellings()) == set()  # readable nowhere, also not for a while
        await chat.line.send_json({"type": "erase"})
        await chat.until("welcome")
    copy_of_keys = data / "backups/keys.age"
    machine.service.wait_for(lambda: not read_copy(copy_of_keys, identity).keys)
    machine.service.wait_for(lambda: all(is_empty(data / name) for name in LOGS))
    assert machine.holding(*spellings()) == set()
    assert machine.holding(*(sealed for _, _, sealed in before), *parts, *wrapped) == set()
    with closing(sqlite3.connect(data / "osso.sqlite3")) as database:
        for table in GONE:
            query = f"SELECT count(*) FROM {table}"  # noqa: S608  # names of ours
            assert database.execute(query).fetchone() == (0,)
        assert database.execute("SELECT code, state FROM ticket").fetchall() == [
            (code, "cancelled")
        ]
    await nothing_opens(data, before)
