"""A service with nothing but its Rasa, to be killed outright by a test."""

import asyncio
import sys
from pathlib import Path

from app.rasa.home import RasaHome
from app.rasa.supervisor import ActionsAddress, RasaSupervisor


async def main() -> None:
    folder = Path(sys.argv[1])
    home = RasaHome(Path(sys.executable), folder, folder / "kept")
    RasaSupervisor(home, folder / "model", ActionsAddress("http://127.0.0.1:9/", "told")).start()
    await asyncio.sleep(60)


if __name__ == "__main__":
    asyncio.run(main())
