"""Who of the staff tries what is not hers stands in the log, without naming any ticket."""

import json

from structlog.testing import capture_logs

from counselling.permissions import User
from tests.desk.visitor import Visitor


async def test_what_was_refused_to_whom_and_why_is_logged_without_the_address(
    lan: Visitor, lan_user: User, stranger: Visitor, code: str
) -> None:
    with capture_logs() as logged:
        await lan.get("/desk/audit?about=K7M-4RX")
        await lan.get("/desk/tickets/K7M-4RX")
        await lan.post(f"/desk/tickets/{code}/claim", csrf="guessed")
        await stranger.get(f"/desk/tickets/{code}/messages")
        await stranger.post("/desk/login", login="lan", password="x", csrf="guessed")
    refused = [line for line in logged if line["event"] == "desk refused"]
    assert [(line["why"], line["who"], line["where"]) for line in refused] == [
        ("not permitted", lan_user.id, "GET /desk/audit"),
        ("not hers", lan_user.id, "GET /desk/tickets/{code}"),
        ("form not ours", lan_user.id, "POST /desk/tickets/{code}/claim"),
    ]
    assert code not in json.dumps(logged)
    assert "K7M" not in json.dumps(logged)
