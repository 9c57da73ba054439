"""docs/webchat-protocol.md names everything the code speaks, and its examples are right."""

import json
import re
from dataclasses import fields

from connectors.webchat.frames import CLIENT_FRAMES, parse
from connectors.webchat.http import STATUS
from connectors.webchat.replies import SERVER_FRAMES
from connectors.webchat.rules import Rate, Rules
from connectors.webchat.sessions import is_token
from connectors.webchat.words import WORDS
from counselling.conversations import Handler, Sender
from tests.connectors.webchat.hall import Frame
from tests.counselling.cast import ROOT

TEXT = (ROOT / "docs/webchat-protocol.md").read_text(encoding="utf-8")
SENT, RECEIVED = TEXT.split("## What the server sends")
FIELDS = {
    "welcome": {"session"},
    "ack": {"id", "seq"},
    "message": {"seq", "from", "text", "choices", "faq", "at"},
    "typing": {"from"},
    "state": {"handler", "ticket"},
    "code": {"code", "kept", "word"},
    "error": {"code", "text", "id"},
}


def examples(part: str) -> list[Frame]:
    return [json.loads(block) for block in re.findall(r"```json\n(.*?)\n```", part, re.DOTALL)]


def test_every_client_frame_has_an_example_that_the_server_takes() -> None:
    found = examples(SENT)
    assert {frame["type"] for frame in found} == set(CLIENT_FRAMES)
    for frame in found:
        parse(json.dumps(frame))


def test_every_server_frame_has_an_example_with_exactly_its_fields() -> None:
    found = [frame for frame in examples(RECEIVED) if "type" in frame]
    assert {frame["type"] for frame in found} == set(SERVER_FRAMES) == set(FIELDS)
    for frame in found:
        assert frame.keys() - {"type"} == FIELDS[frame["type"]]
        assert is_token(frame.get("session", "a" * 43))


def test_the_twins_example_is_made_of_the_same_frames() -> None:
    (answer,) = [example for example in examples(RECEIVED) if "frames" in example]
    for frame in answer["frames"]:
        assert frame.keys() - {"type"} <= FIELDS[frame["type"]]


def test_every_error_code_stands_there_with_its_status() -> None:
    for code, status in STATUS.items():
        assert re.search(rf"^\| `{code}` \|.*\| {status} \|$", TEXT, re.MULTILINE), code
    known = set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE))
    for words in WORDS.values():
        errors = {key.removeprefix("error_") for key in words if key.startswith("error_")}
        assert errors <= known


def test_every_sender_and_handler_stands_there() -> None:
    for name in (*Sender, *Handler):
        assert f"`{name}`" in TEXT


def test_where_quick_exit_leads_is_documented() -> None:
    for words in WORDS.values():
        assert words["exit_to"] in TEXT


def test_every_limit_stands_in_the_table_with_its_number() -> None:
    table = dict(
        re.findall(r"^\| `(\w+)` \| (.+?) \| .+ \|$", TEXT.split("## Limits")[1], re.MULTILINE)
    )
    limits = [limit for limit in fields(Rules) if limit.name not in {"origins", "widget_sites"}]
    assert {limit.name for limit in limits} <= table.keys()
    for limit in limits:
        number = getattr(Rules(), limit.name)
        numbers = (number.burst, number.per_second) if isinstance(number, Rate) else (number,)
        for one in numbers:
            assert re.search(rf"\b{one:,g}\b", table[limit.name]), limit.name
