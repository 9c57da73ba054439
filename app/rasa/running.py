"""Where the Rasa of ``./osso up`` answers, for other commands on the same machine."""

import contextlib
import json
import os
from pathlib import Path

import aiohttp
import structlog

from app.rasa.supervisor import SECRET_HEADER, Address

log = structlog.get_logger(__name__)

_FILE = "running-rasa.json"
_PATIENCE = aiohttp.ClientTimeout(total=2)


def tell(data_dir: Path, address: Address) -> None:
    """Write the address down, readable for this user only.

    Where the disk does not take it, turns go there all the same; other commands start their own.
    """
    try:
        _write(data_dir / _FILE, address)
    except OSError as error:
        log.warning("the assistant's address could not be written down", why=error.strerror)


def _write(path: Path, address: Address) -> None:
    written = path.with_suffix(".new")
    with contextlib.suppress(FileNotFoundError):
        written.unlink()
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"url": address.url, "secret": address.secret}, file)
    written.replace(path)


def forget(data_dir: Path) -> None:
    """Rasa does not run any more."""
    with contextlib.suppress(OSError):
        (data_dir / _FILE).unlink()


def told(data_dir: Path) -> Address | None:
    """The address last written down; it changes when ``./osso up`` has learnt something new."""
    try:
        body = json.loads((data_dir / _FILE).read_text())
        return Address(body["url"], body["secret"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


async def running_rasa(data_dir: Path) -> Address | None:
    """The address of a Rasa that answers now, if ``./osso up`` runs one."""
    address = told(data_dir)
    if address is None:
        return None
    try:
        headers = {SECRET_HEADER: address.secret}
        async with (
            aiohttp.ClientSession(headers=headers, timeout=_PATIENCE) as session,
            session.get(f"{address.url}/ready") as answer,
        ):
            return address if answer.status == 200 else None
    except (OSError, ValueError, aiohttp.ClientError, TimeoutError):
        return None
