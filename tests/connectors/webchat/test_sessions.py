"""The token is the only key: what it opens, and what the server knows of it."""

import hashlib
import re
from pathlib import Path

import pytest

from connectors.webchat.rules import CHANNEL
from connectors.webchat.sessions import address_of, is_token, new_token
from tests import looking
from tests.connectors.webchat.hall import Hall, Screen


def test_a_token_is_256_bits_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) and is_token(token) for token in tokens)


@pytest.mark.parametrize(
    "garbage", ["", "x", "../../etc/passwd", "a" * 42, "a" * 44, "a" * 42 + "=", "a" * 42 + "ệ"]
)
async def test_a_malformed_session_is_refused_and_a_new_one_given(hall: Hall, garbage: str) -> None:
    async with hall.screen(greet=False) as screen:
        refusal, welcome, state = await screen.hello(garbage, after=7)
        assert (refusal["type"], refusal["code"]) == ("error", "bad_session")
        assert is_token(welcome["session"])
        assert state["handler"] == "assistant"
        assert (await screen.say("xin chào"))["seq"] == 1


async def test_a_token_nobody_knows_is_an_empty_chat(hall: Hall) -> None:
    token = new_token()
    async with hall.screen(token) as screen:
        assert screen.session == token
        assert (await screen.say("xin chào"))["seq"] == 1


async def test_each_hello_without_a_session_is_a_chat_of_its_own(hall: Hall) -> None:
    async with hall.screen() as one, hall.screen() as other:
        await one.say("của tôi")
        await one.until("message", **{"from": "assistant"})
        assert one.session != other.session
        assert await other.hello(other.session) == other.seen[-2:]
        assert other.messages == []


async def test_a_conversation_is_made_only_with_the_first_message(
    hall: Hall, screen: Screen
) -> None:
    async def is_known() -> bool:
        async with hall.office.store.read() as tx:
            return bool(await tx.conversations.at(CHANNEL, address_of(screen.session)))

    assert not await is_known()
    await screen.say("xin chào")
    assert await is_known()


async def test_the_token_itself_is_nowhere_on_disk(
    hall: Hall, screen: Screen, tmp_path: Path
) -> None:
    await screen.say("xin chào")
    await hall.settle()
    digest = hashlib.sha256(screen.session.encode()).hexdigest().encode()
    kept = looking.kept(tmp_path)
    assert digest in kept
    assert screen.session.encode() not in kept
