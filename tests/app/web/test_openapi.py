"""docs/openapi.yml names the public addresses there are, and no other."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from app.duty import DutyBook
from app.faq_status import FaqStatus
from app.server import build_app
from app.settings import ROOT, Settings
from connectors.webchat.frames import CLIENT_FRAMES, parse
from connectors.webchat.http import STATUS
from connectors.webchat.replies import SERVER_FRAMES
from desk.gate import ANYONE
from desk.routes import ROUTES
from tests.counselling.cast import FakeAssistant, an_office

WRITTEN: dict[str, Any] = YAML(typ="safe").load((ROOT / "docs/openapi.yml").read_text("utf-8"))
METHODS = {"get", "post", "put", "patch", "delete"}
CATCH_ALL = "/desk{rest:(/.*)?}"


def written() -> Iterator[tuple[str, str]]:
    for path, told in WRITTEN["paths"].items():
        yield from ((method.upper(), path) for method in told.keys() & METHODS)


async def test_every_public_address_is_written_down_and_no_other(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, widget_sites="https://www.example.org")
    async with an_office(tmp_path, FakeAssistant()) as office:
        app = build_app(office, settings, lambda: "ready", FaqStatus(), DutyBook(tmp_path))
        there = {
            (route.method, route.resource.canonical)
            for route in app.router.routes()
            if route.resource and route.method != "HEAD"
        }
    behind_the_login = {(one.method, one.path) for one in ROUTES if one.permission is not ANYONE}
    assert set(written()) == {
        (method, path.replace("{language:vi|en|ko}", "{language}"))
        for method, path in there - behind_the_login
        if (method, path) != ("*", "/desk{rest}")
    }
    assert ("*", CATCH_ALL) in {(one.method, one.path) for one in ROUTES}


def test_the_frames_and_statuses_are_those_of_the_code() -> None:
    schemas = WRITTEN["components"]["schemas"]
    frames = [one["properties"]["type"]["const"] for one in schemas["ClientFrame"]["oneOf"]]
    assert set(frames) == set(CLIENT_FRAMES)
    told = {one["properties"]["type"]["const"] for one in schemas["ServerFrame"]["oneOf"]}
    assert told == set(SERVER_FRAMES) - {"typing"}
    answers = WRITTEN["paths"]["/chat/messages"]["post"]["responses"]
    assert {int(status) for status in answers} == {200, 201, 400, *STATUS.values()}


def test_a_frame_with_just_what_is_required_is_taken() -> None:
    filled = {"id": "x", "text": "a", "choice": "person", "do": "look", "word": None, "code": "1"}
    for one in WRITTEN["components"]["schemas"]["ClientFrame"]["oneOf"]:
        frame = {name: filled.get(name) for name in one["required"]}
        parse(json.dumps(frame | {"type": one["properties"]["type"]["const"]}))
