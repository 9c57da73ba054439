"""A desk at a host name of its own: the chat is refused there, and the desk everywhere else."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from app.paging import desk_address
from app.settings import BadSettings, Settings, load_settings
from counselling.permissions import Role
from tests.app.web.the_service import the_service
from tests.desk.people import add_user
from tests.desk.visitor import PASSWORD

CHAT, DESK = "chat.example.org", "desk.example.org"
Asked = tuple[int, str]


class Asking:
    """Asks the service by a host name, as a browser does."""

    def __init__(self, http: ClientSession, url: str) -> None:
        self.http, self.url = http, url

    async def get(self, host: str, path: str, **headers: str) -> Asked:
        async with self.http.get(
            self.url + path, headers={"Host": host} | headers, allow_redirects=False
        ) as answer:
            return answer.status, answer.headers.get("Location", "")

    async def log_in(self, host: str, origin: str) -> int:
        form = {"login": "lan", "password": PASSWORD}
        headers = {"Host": host, "Origin": f"http://{origin}"}
        async with self.http.post(
            f"{self.url}/desk/login", data=form, headers=headers, allow_redirects=False
        ) as answer:
            return answer.status


@pytest_asyncio.fixture
async def apart(tmp_path: Path) -> AsyncIterator[Asking]:
    at: dict[str, Any] = {"public_url": f"http://{CHAT}", "desk_url": f"http://{DESK}"}
    async with the_service(tmp_path, **at) as (office, url), ClientSession() as http:
        await add_user(office, "lan", "Lan", Role.COUNSELLOR)
        yield Asking(http, url)


async def test_each_host_has_its_own_and_nothing_of_the_other(apart: Asking) -> None:
    for path in ("/chat", "/chat/messages", "/chat/socket", "/telegram/x", "/nothing"):
        assert await apart.get(DESK, path) == (404, ""), path
    for path in ("/desk", "/desk/", "/desk/login", "/desk/static/x/desk.css", "/desk/live"):
        assert (await apart.get(CHAT, path))[0] == 404, path
        assert (await apart.get("127.0.0.1", path))[0] == 404, path
    assert (await apart.get(CHAT, "/chat"))[0] == 200
    assert (await apart.get(DESK, "/desk/login"))[0] == 200
    assert (await apart.get(DESK.upper(), "/desk/login"))[0] == 200


async def test_the_way_in_of_each_leads_to_its_own(apart: Asking) -> None:
    assert await apart.get(DESK, "/") == (302, "/desk")
    assert await apart.get(CHAT, "/") == (302, "/chat")


async def test_whoever_watches_the_machine_asks_at_any_host(apart: Asking) -> None:
    for path in ("/health", "/health/live", "/health/ready"):
        assert (await apart.get(DESK, path))[0] == 200, path
        assert (await apart.get("127.0.0.1", path))[0] == 200, path


async def test_the_host_is_the_one_that_the_proxy_was_asked_for(apart: Asking) -> None:
    by_proxy = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Host": DESK}
    assert (await apart.get("127.0.0.1", "/desk/login", **by_proxy))[0] == 200
    assert (await apart.get(DESK, "/chat", **by_proxy | {"X-Forwarded-Host": CHAT}))[0] == 200


async def test_a_page_of_the_chats_host_cannot_sign_in_at_the_desk(apart: Asking) -> None:
    assert await apart.log_in(DESK, origin=CHAT) == 403
    assert await apart.log_in(CHAT, origin=CHAT) == 404
    assert await apart.log_in(DESK, origin=DESK) == 303


async def test_without_the_setting_both_are_at_every_host(tmp_path: Path) -> None:
    async with the_service(tmp_path) as (_, url), ClientSession() as http:
        for path in ("/chat", "/desk/login"):
            assert (await Asking(http, url).get("anything.example", path))[0] == 200


def test_counsellors_are_called_to_the_desks_own_address(tmp_path: Path) -> None:
    both = Settings(
        _env_file=None, data_dir=tmp_path,
        public_url=f"https://{CHAT}", desk_url=f"https://{DESK}",
    )  # fmt: skip
    assert desk_address(both) == f"https://{DESK}/desk"


@pytest.mark.parametrize(
    ("chat", "why"),
    [
        ("", "another host name"),
        (f"https://{DESK}:8443", "another host name"),
        (f"http://{CHAT}", "both with https"),
    ],
)
def test_a_desk_that_is_not_apart_is_named_with_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chat: str, why: str
) -> None:
    monkeypatch.setenv("OSSO_PUBLIC_URL", chat)
    monkeypatch.setenv("OSSO_DESK_URL", f"https://{DESK}")
    with pytest.raises(BadSettings, match=f"OSSO_DESK_URL.*{why}"):
        load_settings(tmp_path / "none")
