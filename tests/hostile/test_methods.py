"""Strange methods and doubled parameters get nowhere."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from tests.app.web.the_service import the_service

pytestmark = pytest.mark.asyncio(loop_scope="module")

PATHS = ("/", "/health", "/chat", "/chat/messages", "/desk/login", "/desk", "/nothing")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    async with the_service(tmp_path_factory.mktemp("service")) as (_, address):
        yield address


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DEBUG", "PROPFIND", "DELETE"])
async def test_a_method_nobody_needs_is_refused_and_echoes_nothing(
    address: str, method: str
) -> None:
    async with ClientSession() as http:
        for path in PATHS:
            headers = {"X-Canary": "comes-back"}
            async with http.request(method, f"{address}{path}", headers=headers) as answer:
                assert answer.status in {400, 404, 405}, path
                assert "comes-back" not in await answer.text()


async def test_no_header_makes_another_method_of_one(address: str) -> None:
    names = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")
    async with (
        ClientSession() as http,
        http.get(f"{address}/chat/messages", headers=dict.fromkeys(names, "POST")) as answer,
    ):
        assert answer.status == 401


async def test_of_a_parameter_given_twice_the_first_counts_and_neither_breaks(address: str) -> None:
    async with ClientSession() as http:
        token = {"Authorization": f"Bearer {'a' * 43}"}
        for query, status in (("after=0&after=x", 200), ("after=x&after=0", 400)):
            asked = f"{address}/chat/messages?{query}"
            async with http.get(asked, headers=token) as answer:
                assert answer.status == status
        async with http.get(f"{address}/desk/login?to=/desk/staff&to=//evil.example") as answer:
            assert 'name="to" value="/desk/staff"' in await answer.text()


async def test_a_form_and_its_address_are_two_things(address: str) -> None:
    """What the query says is never taken for a field of the form."""
    async with (
        ClientSession() as http,
        http.post(
            f"{address}/desk/login?login=chief&password=guessed",
            data={"login": "", "password": ""},
            headers={"Origin": address},
        ) as answer,
    ):
        assert answer.status == 403
        assert 'name="login" value=""' in " ".join((await answer.text()).split())
