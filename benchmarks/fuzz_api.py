"""schemathesis by docs/openapi.yml against the whole service without Rasa, for minutes.

Each round comes from another network, so that most requests are answered and not slowed down.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.app.web.the_service import the_service
from tests.hostile.by_openapi import ask


def main() -> None:
    """Rounds until the time is over; prints and fails at the first that found something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    sys.exit(asyncio.run(_rounds(time.monotonic() + 60 * parser.parse_args().minutes)))


async def _rounds(ends: float) -> int:
    with tempfile.TemporaryDirectory() as folder:
        async with the_service(Path(folder), widget_sites="https://www.example.org") as (_, url):
            number = 0
            while time.monotonic() < ends:
                number += 1
                network = f"X-Forwarded-For:198.18.{number % 256}.1"  # nobody's: RFC 2544
                right, told = await ask(
                    url, "--seed", str(number), "--max-examples", "15", "--header", network
                )
                generated = [line.strip() for line in told.splitlines() if "generated" in line]
                print(f"round {number}:", *generated, flush=True)
                if not right:
                    print(told)
                    return 1
    return 0


if __name__ == "__main__":
    main()
