"""The actions' port, as Rasa's (tests/conversations/test_private_door.py), is for this machine and
for whoever has the secret alone.
"""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession

from app.rasa.actions_server import ActionsServer
from app.rasa.supervisor import SECRET_HEADER
from tests.the_set import the_set

LOOPBACK = "0100007F"  # 127.0.0.1, as Linux's table of sockets writes it


def listening_on(port: int) -> set[str]:
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    sockets = [line.split() for line in lines]
    return {
        local.split(":")[0]
        for _, local, _, state, *_ in sockets
        if state == "0A" and int(local.split(":")[1], 16) == port
    }


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's table of sockets")
async def test_the_actions_listen_on_loopback_and_answer_nothing_without_the_secret() -> None:
    actions = ActionsServer(the_set)
    try:
        address = await actions.start()
        where = urlsplit(address.url)
        assert where.port
        assert listening_on(where.port) == {LOOPBACK}
        async with ClientSession() as http:
            for given in ({}, {SECRET_HEADER: ""}, {SECRET_HEADER: address.secret[:-1]}):
                for path in ("/webhook", "/health", "/", "/nothing"):
                    asked = f"http://{where.netloc}{path}"
                    async with http.post(asked, json={}, headers=given) as answer:
                        assert answer.status == 403, path
    finally:
        await actions.close()
