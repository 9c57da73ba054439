"""``./osso up``, but for one thing: on SIGUSR1 its action port is gone for a while."""

import asyncio
import signal
import sys
from pathlib import Path

from aiohttp import web

from app import keeper
from app.commands import up
from app.log import set_up_logging
from app.rasa.actions_server import ActionsServer
from app.rasa.supervisor import ActionsAddress
from app.settings import Settings

GONE_FOR = 1.0  # seconds


class Breakable(ActionsServer):
    """Its port breaks when told to, with every connection, and comes back."""

    async def start(self) -> ActionsAddress:
        """As ever."""
        address = await super().start()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, lambda: loop.create_task(self._break()))
        return address

    async def _break(self) -> None:
        if self._runner is None or self._runner.server is None or not self._runner.sites:
            return
        host, port, *_ = self._runner.addresses[0]
        await next(iter(self._runner.sites)).stop()
        for connection in self._runner.server.connections:
            if connection.transport:
                connection.transport.abort()
        await asyncio.sleep(GONE_FOR)
        await web.TCPSite(self._runner, host, port).start()


if __name__ == "__main__":
    vars(keeper)["ActionsServer"] = Breakable
    chosen = Settings(_env_file=None, data_dir=Path(sys.argv[1]), port=int(sys.argv[2]))
    set_up_logging(chosen)
    sys.exit(up.run(chosen, None))  # type: ignore[arg-type]  # it has no options
