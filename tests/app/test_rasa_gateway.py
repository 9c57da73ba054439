"""A Rasa that runs apart: reached with the office's secret, at one address, whatever is behind."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from app.rasa.apart import RasaApart
from app.rasa.client import RasaAssistant
from app.rasa.gateway import PATH, Gateway
from app.rasa.supervisor import SECRET_HEADER, Address
from counselling.assistant import AssistantUnavailable, Decision, Turn
from tests.app.a_rasa_apart import RasaApart as PlayedRasa
from tests.app.a_rasa_apart import a_rasa_apart

SECRET = "the office's secret for its Rasas"


class Behind:
    """The Rasa on loopback, which may be away."""

    def __init__(self, rasa: PlayedRasa) -> None:
        self.asked, self.bodies = rasa.asked, rasa.bodies
        self.address: Address | None = Address(rasa.url + PATH, "made at its start")


@pytest.fixture
async def behind() -> AsyncIterator[Behind]:
    async with a_rasa_apart() as rasa:
        yield Behind(rasa)


@pytest.fixture
async def gateway(behind: Behind) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    door = Gateway(lambda: behind.address, SECRET)
    async with TestClient(TestServer(door.app())) as client:
        yield client


def a_turn() -> Turn:
    return Turn("c1", "Xin chào", None, "vi", None, None, "none", handler="assistant")


async def test_a_turn_reaches_the_rasa_behind_with_that_ones_own_secret(
    behind: Behind, gateway: TestClient[web.Request, web.Application]
) -> None:
    apart = RasaApart(str(gateway.make_url("/")), SECRET)
    assistant = RasaAssistant(apart.address, timeout=5)
    answered = await assistant.answer(a_turn())
    assert answered.decision is Decision.ANSWER
    assert behind.asked[0] == ("/webhooks/osso/turn", "made at its start")
    await assistant.close()


async def test_once_a_turn_is_answered_its_conversation_is_forgotten(
    behind: Behind, gateway: TestClient[web.Request, web.Application]
) -> None:
    apart = RasaApart(str(gateway.make_url("/")), SECRET)
    assistant = RasaAssistant(apart.address, timeout=5)
    await assistant.answer(a_turn())
    await gateway.close()  # what is still to be forgotten is waited for
    assert [path for path, _ in behind.asked] == [f"{PATH}/turn", f"{PATH}/forget"]
    assert behind.bodies[1] == {"conversations": ["c1"]}
    await assistant.close()


async def test_what_is_no_turn_breaks_nothing(
    behind: Behind, gateway: TestClient[web.Request, web.Application]
) -> None:
    for body in (b"", b"[]", b"{", b"{}"):
        answer = await gateway.post(f"{PATH}/turn", data=body, headers={SECRET_HEADER: SECRET})
        assert answer.status == 200
    await gateway.close()
    assert {path for path, _ in behind.asked} == {f"{PATH}/turn"}


@pytest.mark.parametrize("secret", ["", "another"])
async def test_nobody_else_is_let_in(
    behind: Behind, gateway: TestClient[web.Request, web.Application], secret: str
) -> None:
    answer = await gateway.post("/webhooks/osso/turn", json={}, headers={SECRET_HEADER: secret})
    assert answer.status == 403
    assert behind.asked == []


async def test_while_none_answers_behind_it_is_said_at_once(
    behind: Behind, gateway: TestClient[web.Request, web.Application]
) -> None:
    behind.address = None
    assistant = RasaAssistant(RasaApart(str(gateway.make_url("/")), SECRET).address, timeout=5)
    with pytest.raises(AssistantUnavailable, match="503"):
        await assistant.answer(a_turn())
    await assistant.close()


async def test_the_service_knows_whether_one_answers(
    gateway: TestClient[web.Request, web.Application],
) -> None:
    apart = RasaApart(str(gateway.make_url("/")), SECRET)
    assert apart.state == "starting"
    apart.start()
    await apart.until_ready()
    assert apart.state == "ready"
    await apart.close()
