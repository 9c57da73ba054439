"""How much one visitor may ask."""

from pathlib import Path

from connectors.webchat.rules import Rate, Rules
from tests.connectors.webchat.hall import Hall, Screen, Twin, a_hall
from tests.counselling.cast import FakeAssistant

SMALL = Rules(session_rate=Rate(burst=4, per_second=0.5))


async def test_too_many_frames_are_refused_by_name_and_kept_for_later(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), SMALL) as hall, hall.screen() as screen:
        answers = [await screen.say("tin", f"m{number}") for number in range(6)]
        refused = [a for a in answers if a["type"] == "error"]
        assert {(a["code"], bool(a["text"])) for a in refused} == {("rate_limited", True)}
        assert refused[-1]["id"] == "m5"
        async with hall.screen() as other:
            assert (await other.say("tin của người khác"))["type"] == "ack"


async def test_the_twin_is_told_when_to_come_back(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), SMALL) as hall:
        twin = await Twin(hall).hello()
        for number in range(6):
            answer = await twin.post(type="message", id=f"m{number}", text="tin")
        assert answer[0]["code"] == "rate_limited"
        assert (twin.status, int(twin.headers["Retry-After"]) > 0) == (429, True)


async def test_a_new_session_does_not_escape_the_limit_of_its_network(tmp_path: Path) -> None:
    rules = Rules(network_rate=Rate(burst=3, per_second=0.1))
    async with a_hall(tmp_path, FakeAssistant(), rules) as hall:
        statuses = [await _hello_from(hall, "203.0.113.7") for _ in range(5)]
        assert statuses == [201, 201, 201, 429, 429]
        assert await _hello_from(hall, "203.0.113.8") == 201


async def test_only_the_last_hop_of_the_proxy_is_believed(tmp_path: Path) -> None:
    rules = Rules(network_rate=Rate(burst=1, per_second=0.1))
    async with a_hall(tmp_path, FakeAssistant(), rules) as hall:
        assert await _hello_from(hall, "1.1.1.1, 203.0.113.7") == 201
        assert await _hello_from(hall, "2.2.2.2, 203.0.113.7") == 429


async def test_an_ordinary_talk_is_never_limited(screen: Screen) -> None:
    for number in range(15):
        assert (await screen.say(f"tin {number}"))["type"] == "ack"


async def _hello_from(hall: Hall, address: str) -> int:
    twin = Twin(hall)
    await twin.post_raw('{"type": "hello"}', **{"X-Forwarded-For": address})
    return twin.status
