"""The operator's side: health, a Rasa that dies, Ctrl-C, and the second start."""

import asyncio
import json
import os
import signal
import socket
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from app.settings import Settings
from tests.running import AS_A_PERSON_DOES, RunningService, run_service

pytestmark = [pytest.mark.slow, pytest.mark.rasa]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, trained_model: Path) -> Path:
    folder = tmp_path_factory.mktemp("operator")
    (folder / "rasa").symlink_to(trained_model.parents[1])
    return folder


@pytest.fixture(scope="module")
def service(data: Path) -> Iterator[RunningService]:
    """Ours alone: it is going to be hurt. It waits for Rasa no longer than an office does."""
    timeout = Settings(_env_file=None).rasa_timeout
    with run_service(data, OSSO_RASA_TIMEOUT=str(timeout)) as running:
        running.until_ready()
        yield running


def child_of(parent: int) -> int:
    """The process id of a process's one child."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == parent:
            return int(status.parent.name)
    raise AssertionError(f"process {parent} has no child")


def rasa_of(service: RunningService) -> int:
    """The process id of the service's Rasa."""
    return child_of(service.process.pid)


async def first_reply(service: RunningService, text: str) -> dict[str, Any]:
    """The first answer of a new conversation."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{service.url}/chat/socket", headers={"Origin": service.url}) as line,
    ):
        await line.send_json({"type": "hello", "session": None, "after": 0, "language": "vi"})
        await line.send_json({"type": "message", "id": str(uuid.uuid4()), "text": text})
        async with asyncio.timeout(10):
            while True:
                frame: dict[str, Any] = json.loads((await line.receive()).data)
                if frame["type"] == "message" and frame["from"] == "assistant":
                    return frame


async def test_a_rasa_that_is_killed_is_noticed_and_started_again(
    service: RunningService,
) -> None:
    os.kill(rasa_of(service), signal.SIGKILL)
    reply = await first_reply(service, "ghi chú ly hôn ở đâu?")
    if reply["faq"] is None:  # it was not back within the seconds that a question waits
        assert "máy trả lời đang bận" in reply["text"]
        assert "113" in reply["text"]
        assert [choice["id"] for choice in reply["choices"]] == ["person", "themes"]
    await asyncio.to_thread(service.wait_for, lambda: service.health()["assistant"] == "ready")
    reply = await first_reply(service, "ghi chú ly hôn ở đâu?")
    assert reply["faq"] == "legal/record-foreign-divorce"
    assert "assistant has ended" in service.said.read_text()


async def test_while_rasa_hangs_she_is_told_so_and_her_danger_is_seen(
    service: RunningService,
) -> None:
    hanging = rasa_of(service)
    os.kill(hanging, signal.SIGSTOP)
    try:
        reply = await first_reply(service, "ghi chú ly hôn ở đâu?")
        danger = await first_reply(service, "chồng đang đánh em, cứu em với")
    finally:
        os.kill(hanging, signal.SIGCONT)
    assert "máy trả lời đang bận" in reply["text"]
    assert "113" in danger["text"]


def test_health_says_what_is_accepted_and_who_answers(service: RunningService) -> None:
    told = service.health()
    assert (told["status"], told["faq_entries"]) == ("ok", 138)
    assert told["assistant"] in {"ready", "starting", "down"}


def test_the_folder_and_the_key_are_private(service: RunningService, data: Path) -> None:
    assert (data / "secret.key").stat().st_mode & 0o077 == 0
    assert "secret.key" in service.said.read_text()


def test_what_women_wrote_is_not_in_the_log(service: RunningService) -> None:
    said = service.said.read_text()
    assert "ghi chú ly hôn" not in said
    assert "đánh em" not in said


def test_ctrl_c_stops_both_and_the_next_start_makes_nothing_anew(
    service: RunningService, data: Path
) -> None:
    rasa = rasa_of(service)
    assert service.stop() == 0
    assert not Path(f"/proc/{rasa}").exists()
    with run_service(data) as again:
        again.until_ready()
        said = again.said.read_text()
    assert "First desk login" not in said
    assert "secret key was made" not in said
    assert "Training" not in said


def post(url: str, words: str) -> tuple[str, int]:
    """Send one message over HTTP: the session it made, and the message's number."""
    body = json.dumps({"type": "message", "id": str(uuid.uuid4()), "text": words}).encode()
    request = urllib.request.Request(
        f"{url}/chat/messages", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        frames = {frame["type"]: frame for frame in json.load(answer)["frames"]}
    return frames["welcome"]["session"], frames["ack"]["seq"]


def texts(url: str, session: str) -> list[str]:
    request = urllib.request.Request(
        f"{url}/chat/messages?after=0", headers={"Authorization": f"Bearer {session}"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        frames = json.load(answer)["frames"]
    return [frame["text"] for frame in frames if frame["type"] == "message"]


def test_a_service_that_is_killed_is_started_again_and_has_what_it_acknowledged(
    tmp_path: Path, trained_model: Path
) -> None:
    (tmp_path / "rasa").symlink_to(trained_model.parents[1])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with run_service(tmp_path, command=AS_A_PERSON_DOES, OSSO_PORT=port) as running:
        running.wait_for(lambda: is_well(running))
        session, seq = post(running.url, "chị đang ở Cần Thơ")
        killed = child_of(running.process.pid)
        os.kill(killed, signal.SIGKILL)
        running.wait_for(lambda: not Path(f"/proc/{killed}").exists() and is_well(running))
        assert seq == 1
        assert texts(running.url, session)[0] == "chị đang ở Cần Thơ"
        assert "the service has died" in running.said.read_text()
        assert running.stop() == 0


def is_well(service: RunningService) -> bool:
    try:
        return service.health()["status"] == "ok"
    except OSError:
        return False
