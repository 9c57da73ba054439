"""What women and staff type is in no log, figure, address, notification, file or test artefact."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.connectors.paging.bot_api import TOKEN, BotApi, a_bot_api
from tests.journeys.canaries import (
    CANARIES,
    Planted,
    a_counsellor_works,
    she_writes,
    somebody_guesses,
)
from tests.journeys.her_chat import a_counsellor_at, her_chat
from tests.running import ROOT, RunningService, run_service

pytestmark = pytest.mark.slow

ON_DUTY = "- id: lan\n  name: Lan\n  telegram: 123456789\n  language: vi\n"


async def figures_of(service: RunningService) -> str:
    address = service._find(r"Figures:\s+(\S+)")
    async with ClientSession() as http, http.get(address) as answer:
        return await answer.text()


def written_since(began: float, *folders: Path) -> Iterator[Path]:
    """New files of the office, its temporary and home folders, and new artefacts of tests."""
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())
    for folder in (ROOT, ROOT / ".rasa", ROOT / "tests"):
        for path in folder.rglob("*") if folder.name == "tests" else folder.iterdir():
            if path.is_file() and path.suffix != ".pyc" and path.stat().st_mtime > began:
                yield path


def holding(planted: Planted, what: bytes) -> set[str]:
    return {name for raw, name in planted.spellings().items() if raw in what}


async def lived(service: RunningService, api: BotApi) -> Planted:
    planted = Planted()
    async with her_chat(service.url, "vi") as chat:
        await she_writes(chat, planted)
        await somebody_guesses(service, planted)
        async with a_counsellor_at(service) as desk:
            await a_counsellor_works(desk, service.data, planted)
            status = (await desk.get("/desk/status")).text
            assert holding(planted, status.encode()) <= {"form secret"}
    service.wait_for(lambda: bool(api.sent))
    return planted


async def test_not_one_of_them_is_seen_anywhere(tmp_path: Path) -> None:
    data, temporary = tmp_path / "data", tmp_path / "temporary"
    for folder in (data, temporary):
        folder.mkdir()
    (data / "duty.yml").write_text(ON_DUTY)
    began = time.time()
    async with a_bot_api() as api:
        settings = {
            "OSSO_RASA_PYTHON": "/bin/false",  # what is written down does not hang on Rasa
            "OSSO_METRICS_PORT": "0",
            "OSSO_TELEGRAM_TOKEN": TOKEN,
            "OSSO_TELEGRAM_API_URL": api.url,
            "OSSO_TELEGRAM_MODE": "off",
            "TMPDIR": str(temporary),
            "HOME": str(temporary),
        }
        with run_service(data, **settings) as service:
            planted = await lived(service, api)
            planted.secrets["token of the bot"] = TOKEN
            figures, notices = await figures_of(service), str(api.sent)
            said = service.said.read_bytes()
    assert len(CANARIES | planted.secrets) >= 30
    assert b"assistant unavailable" in said, "the log was kept"
    seen = {
        "log": holding(planted, said),
        "figures": holding(planted, figures.encode()),
        "notifications": holding(planted, notices.encode()),
        "addresses": holding(planted, " ".join(planted.led_to).encode()),
    }
    for path in written_since(began, data, temporary):
        named = os.fsencode(path.relative_to(path.anchor))
        found = holding(planted, path.read_bytes()) | holding(planted, named)
        # The secret of a session's forms lies in its row; it opens nothing without the session's.
        seen[path.name] = found - (
            {"form secret"} if path.name.startswith("osso.sqlite3") else set()
        )
    assert {place: found for place, found in seen.items() if found} == {}
