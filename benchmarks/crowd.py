"""Danger replies while twenty others send 4,000 characters each at once, without Rasa."""

import argparse
import asyncio
import itertools
import random
import tempfile
import time
from pathlib import Path

import aiohttp

from benchmarks.figures import DANGER, percentile
from tests.app.web.the_service import the_service
from tests.hostile.texts import just_fits

CROWD = 20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    asyncio.run(_measure(parser.parse_args().rounds))


async def _measure(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with the_service(Path(folder)) as (_, address), aiohttp.ClientSession() as session:
            await _danger(session, address)
            quiet = [await _danger(session, address) for _ in range(rounds)]
            crowded = []
            for number in range(rounds):
                crowd = [
                    asyncio.create_task(_long(session, address, number * CROWD + one))
                    for one in range(CROWD)
                ]
                await asyncio.sleep(0.05)
                crowded.append(await _danger(session, address))
                await asyncio.gather(*crowd)
    for name, seconds in (("alone", quiet), (f"beside {CROWD}", crowded)):
        print(
            f"danger reply {name:10} n={len(seconds)}  p50 {percentile(seconds, 0.5):6.1f} ms"
            f"  p95 {percentile(seconds, 0.95):6.1f} ms"
        )


_ids = itertools.count()


async def _danger(session: aiohttp.ClientSession, address: str) -> float:
    """Seconds from sending to the reply, in a conversation of her own."""
    async with session.ws_connect(f"{address}/chat/socket") as line:
        await line.send_json({"type": "hello"})
        while (await line.receive_json())["type"] != "state":
            pass
        began = time.perf_counter()
        await line.send_json({"type": "message", "id": f"d{next(_ids)}", "text": DANGER})
        while (frame := await line.receive_json()).get("from") != "assistant":
            if frame["type"] == "error":
                raise RuntimeError(frame["code"])
        return time.perf_counter() - began


async def _long(session: aiohttp.ClientSession, address: str, seed: int) -> None:
    text = just_fits(random.Random(seed))[:4000]  # noqa: S311  # the same text each time
    frame = {"type": "message", "id": f"l{next(_ids)}", "text": text}
    headers = {"X-Forwarded-For": f"198.18.0.{seed % 250}"}
    async with session.post(f"{address}/chat/messages", json=frame, headers=headers) as answer:
        answer.raise_for_status()


if __name__ == "__main__":
    main()
