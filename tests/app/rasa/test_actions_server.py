"""Running actions for Rasa: rasa-sdk's executor behind a private route."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from app.rasa.actions_server import ActionsServer
from app.rasa.supervisor import SECRET_HEADER, ActionsAddress
from bot.actions import ACTIONS
from counselling.faq import FaqSet
from tests.bot.cast import a_set, an_entry


class Shelf:
    """The set in use, which an editor may exchange."""

    def __init__(self) -> None:
        self.faq = a_set(an_entry("legal/divorce"))

    def __call__(self) -> FaqSet:
        return self.faq


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def address(shelf: Shelf) -> AsyncIterator[ActionsAddress]:
    server = ActionsServer(shelf)
    yield await server.start()
    await server.close()


def a_call(action: str, **message: Any) -> dict[str, Any]:
    """As Rasa 3.6.21 sends it (rasa/core/actions/action.py, RemoteAction), without the domain."""
    tracker = {
        "sender_id": "c1",
        "slots": {"awaiting": None, "handler": None},
        "latest_message": {"text": "", "intent": {"name": "faq"}, "entities": []} | message,
        "latest_event_time": 1.0,
        "followup_action": None,
        "paused": False,
        "events": [],
        "latest_input_channel": "osso",
        "active_loop": {},
        "latest_action": {"action_name": "action_listen"},
        "latest_action_name": "action_listen",
    }
    return {"next_action": action, "sender_id": "c1", "tracker": tracker, "version": "3.6.21"}


async def post(
    address: ActionsAddress, body: Any, secret: str | None = None
) -> tuple[int, dict[str, Any]]:
    headers = {SECRET_HEADER: address.secret if secret is None else secret}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(address.url, json=body) as response,
    ):
        return response.status, await response.json()


async def test_an_action_says_its_answer_in_one_json_message(address: ActionsAddress) -> None:
    call = a_call("action_answer", metadata={"choice": "faq:legal/divorce", "language": "en"})
    status, result = await post(address, call)
    assert status == 200
    assert result["events"] == []
    assert [response["custom"]["faq"] for response in result["responses"]] == ["legal/divorce"]
    assert result["responses"][0]["custom"]["replies"][0]["text"].startswith("đáp en")


@pytest.mark.parametrize("action", sorted(ACTIONS))
async def test_every_action_runs(address: ActionsAddress, action: str) -> None:
    status, result = await post(address, a_call(action))
    assert status == 200
    assert len(result["responses"]) == 1


async def test_without_the_secret_nothing_runs(address: ActionsAddress) -> None:
    for secret in ("", "wrong", "ệ"):
        assert await post(address, a_call("action_answer"), secret.encode().decode("latin-1")) == (
            403,
            {"error": "forbidden"},
        )


async def test_an_unknown_action_is_an_error_and_the_server_goes_on(
    address: ActionsAddress,
) -> None:
    assert (await post(address, a_call("action_restart")))[0] == 500
    assert (await post(address, a_call("action_answer")))[0] == 200


async def test_an_action_that_fails_says_where_and_shows_no_word_of_hers(
    address: ActionsAddress,
) -> None:
    odd = a_call("action_answer", text="chồng em đánh em", faq_candidates=[{"faq": "legal/aid"}])
    with capture_logs() as logs:
        status, _ = await post(address, odd)
    assert status == 500
    assert logs[0]["why"] == "KeyError"
    assert "asked.py" in logs[0]["at"]
    assert "chồng" not in str(logs)


async def test_an_edited_set_is_used_from_the_next_action_on(
    address: ActionsAddress, shelf: Shelf
) -> None:
    shelf.faq = a_set(an_entry("legal/aid"))
    call = a_call("action_answer", metadata={"choice": "faq:legal/aid", "language": "vi"})
    _, result = await post(address, call)
    assert result["responses"][0]["custom"]["decision"] == "answer"


async def test_it_tells_its_health_to_who_has_the_secret(address: ActionsAddress) -> None:
    url = address.url.replace("/webhook", "/health")
    headers = {SECRET_HEADER: address.secret}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.get(url) as response,
    ):
        assert (await response.json())["status"] == "ok"
