"""A request to the socket's address that opens none leaves nothing behind."""

import asyncio
import gc
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from tests.app.web.the_service import the_service


async def test_the_server_stops_quietly_after_handshakes_that_were_none(tmp_path: Path) -> None:
    wrong: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, told: wrong.append(told))
    async with the_service(tmp_path) as (_, address), ClientSession() as http:
        for _ in range(5):
            async with http.get(f"{address}/chat/socket") as answer:
                assert answer.status == 400
    gc.collect()
    await asyncio.sleep(0)
    assert wrong == []
