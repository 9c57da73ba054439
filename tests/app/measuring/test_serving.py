"""/metrics: for the operator alone, on a port of its own."""

from pathlib import Path

import pytest
from aiohttp import ClientSession
from pydantic import ValidationError

from app.settings import BadSettings, Settings
from tests.app.measuring.a_watch import a_watched_service

TOKEN = "0123456789abcdef0123456789abcdef"


async def asked(address: str, **headers: str) -> tuple[int, str]:
    async with ClientSession() as http, http.get(address, headers=headers) as answer:
        return answer.status, await answer.text()


async def test_the_public_port_has_no_figures_for_anybody(tmp_path: Path) -> None:
    async with a_watched_service(tmp_path) as watched:
        for path in ("/metrics", "/chat/metrics", "/desk/metrics"):
            assert (await asked(f"{watched.address}{path}"))[0] == 404
        assert (await asked(watched.metrics))[0] == 200
        assert (await asked(f"{watched.metrics.removesuffix('metrics')}chat"))[0] == 404


async def test_a_page_that_calls_this_machine_by_its_own_name_is_told_nothing(
    tmp_path: Path,
) -> None:
    async with a_watched_service(tmp_path) as watched:
        status, text = await asked(watched.metrics, Host="evil.example")
    assert (status, text) == (404, "404: Not Found")


@pytest.mark.parametrize("shown", ["", "Bearer", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "é"])
async def test_with_a_token_whoever_does_not_show_it_is_a_stranger(
    tmp_path: Path, shown: str
) -> None:
    file = tmp_path / "metrics.token"
    file.write_text(f"{TOKEN}\n")
    async with a_watched_service(tmp_path, metrics_token_file=file) as watched:
        assert (await asked(watched.metrics, Authorization=shown))[0] == 404
        assert (await asked(watched.metrics, Authorization=f"Bearer {TOKEN}"))[0] == 200


async def test_a_token_that_can_be_guessed_or_not_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "metrics.token"
    for content in (None, "short"):
        if content:
            file.write_text(content)
        with pytest.raises(BadSettings, match="OSSO_METRICS_TOKEN_FILE"):
            async with a_watched_service(tmp_path, metrics_token_file=file):
                pass


def test_beyond_this_machine_a_token_is_needed(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="a token is needed"):
        Settings(_env_file=None, data_dir=tmp_path, metrics_port=9464, metrics_host="192.0.2.1")


async def test_without_a_port_nothing_is_served(tmp_path: Path) -> None:
    async with a_watched_service(tmp_path, metrics_port=None) as watched:
        assert watched.metrics == ""
