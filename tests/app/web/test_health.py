"""What /health tells, and whom."""

from pathlib import Path

from aiohttp import ClientSession

from tests.app.web.the_service import the_service


async def health(address: str, **headers: str) -> tuple[int, dict[str, object]]:
    async with ClientSession() as http, http.get(f"{address}/health", headers=headers) as answer:
        return answer.status, await answer.json()


async def test_the_operators_machine_is_told_everything(tmp_path: Path) -> None:
    async with the_service(tmp_path) as (_, address):
        status, told = await health(address)
    assert (status, told["status"], told["assistant"]) == (200, "ok", "ready")
    assert told.keys() == {"status", "assistant", "faq_entries", "faq"}


async def test_strangers_are_told_only_whether_it_works(tmp_path: Path) -> None:
    async with the_service(tmp_path) as (_, address):
        told = await health(address, **{"X-Forwarded-For": "203.0.113.7"})
    assert told == (200, {"status": "ok", "assistant": "ready"})
