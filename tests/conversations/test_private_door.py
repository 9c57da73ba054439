"""Rasa's only door, and what happens when Rasa dies behind it."""

import asyncio
import os
import re
import signal
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from app.rasa.supervisor import SECRET_HEADER, Address
from counselling.assistant import Effect
from tests.rasa_live import Conversation, LiveRasa

pytestmark = [pytest.mark.slow, pytest.mark.rasa, pytest.mark.asyncio(loop_scope="session")]

TURN = {"conversation_id": "c", "text": "chào", "choice": None, "language": "vi"}


def address_of(live: LiveRasa) -> Address:
    address = live.supervisor.address()
    assert address is not None
    return address


async def call(
    live: LiveRasa, method: str, path: str, secret: str | None, body: Any = None
) -> tuple[int, str]:
    address = address_of(live)
    url = f"{address.url.removesuffix('/webhooks/osso')}{path}"
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.request(method, url, json=body) as response,
    ):
        return response.status, await response.text()


@pytest.mark.parametrize("secret", [None, "", "wrong"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/webhooks/osso/turn"),
        ("POST", "/webhooks/osso/forget"),
        ("GET", "/webhooks/osso/ready"),
        ("GET", "/"),
        ("GET", "/status"),
        ("POST", "/webhooks/rest/webhook"),
        ("GET", "/nowhere"),
    ],
)
async def test_without_the_secret_everything_is_forbidden_and_nothing_is_told(
    live_rasa: LiveRasa, method: str, path: str, secret: str | None
) -> None:
    status, text = await call(live_rasa, method, path, secret, TURN)
    assert (status, text) == (403, '{"error":"forbidden"}')


@pytest.mark.parametrize("path", ["/webhooks/rest/webhook", "/model/parse", "/conversations/c"])
async def test_rasas_own_doors_are_shut_even_with_the_secret(
    live_rasa: LiveRasa, path: str
) -> None:
    status, _ = await call(live_rasa, "POST", path, address_of(live_rasa).secret, TURN)
    assert status == 404


async def test_it_tells_the_service_which_model_is_loaded(live_rasa: LiveRasa) -> None:
    status, text = await call(
        live_rasa, "GET", "/webhooks/osso/ready", address_of(live_rasa).secret
    )
    assert status == 200
    assert live_rasa.model.name in text


@pytest.mark.parametrize(
    "body", [None, [], TURN | {"choice": "restart"}, TURN | {"language": "fr"}, {"text": "chào"}]
)
async def test_a_turn_that_is_not_as_agreed_is_refused(live_rasa: LiveRasa, body: Any) -> None:
    secret = address_of(live_rasa).secret
    status, text = await call(live_rasa, "POST", "/webhooks/osso/turn", secret, body)
    assert status == 400
    assert "chào" not in text


@pytest.mark.parametrize("body", [None, [], {}, {"conversations": "c"}, {"conversations": [1]}])
async def test_what_is_to_be_forgotten_must_be_named(live_rasa: LiveRasa, body: Any) -> None:
    secret = address_of(live_rasa).secret
    status, _ = await call(live_rasa, "POST", "/webhooks/osso/forget", secret, body)
    assert status == 400


async def test_an_erased_conversation_is_forgotten(live_rasa: LiveRasa) -> None:
    her = Conversation(live_rasa.assistant)
    await her.says("cho em gặp tư vấn viên")
    await live_rasa.assistant.forget([her.id, "never heard of"])
    her.awaiting = None
    assert (await her.says("dạ đồng ý")).effects == ()


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's table of sockets")
async def test_it_listens_on_the_loopback_only(live_rasa: LiveRasa) -> None:
    port = re.search(r":(\d+)/", address_of(live_rasa).url)
    assert port
    sockets = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = {
        local.split(":")[0]
        for _, local, _, state, *_ in sockets
        if state == "0A" and int(local.split(":")[1], 16) == int(port[1])
    }
    assert listening == {"0100007F"}


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's list of a process's files")
async def test_what_it_never_uses_is_not_in_its_memory(live_rasa: LiveRasa) -> None:
    process = live_rasa.supervisor.process
    assert process is not None
    files = Path(f"/proc/{process.pid}/maps").read_text()
    assert "numpy" in files
    assert "tensorflow" not in files


async def test_another_rasa_goes_on_where_one_has_died(live_rasa: LiveRasa) -> None:
    her = Conversation(live_rasa.assistant)
    await her.says("cho em gặp tư vấn viên")
    assert live_rasa.supervisor.process is not None
    os.kill(live_rasa.supervisor.process.pid, signal.SIGKILL)
    while live_rasa.supervisor.address():  # noqa: ASYNC110  # it is another process that ends
        await asyncio.sleep(0.01)
    await live_rasa.supervisor.until_ready()
    assert (await her.says("dạ đồng ý")).effects == (Effect.OPEN_TICKET,)


async def test_its_log_holds_no_word_of_hers(live_rasa: LiveRasa) -> None:
    her = Conversation(live_rasa.assistant)
    await her.says("chuyện rất riêng qwertzuiop")
    await her.says("/chuyện rất riêng qwertzuiop")
    assert "qwertzuiop" not in (live_rasa.home.folder / "rasa.log").read_text()
