"""Whatever comes by HTTP, the service answers as docs/openapi.yml says, and never breaks."""

from pathlib import Path

import pytest

from tests.app.web.the_service import the_service
from tests.hostile.by_openapi import ask


@pytest.mark.slow
async def test_every_public_address_answers_as_it_is_written(tmp_path: Path) -> None:
    async with the_service(tmp_path, widget_sites="https://www.example.org") as (_, address):
        kept, told = await ask(address, "--max-examples", "8", "--seed", "1", "--no-shrink")
    assert kept, told
