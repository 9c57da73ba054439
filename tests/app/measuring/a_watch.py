"""A whole service that is watched, with chat, desk and /metrics on ports of their own."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from app.backup.key_copies import KeyCopies
from app.duty import DutyBook
from app.faq_status import FaqStatus
from app.measuring.sounding import Assistants
from app.measuring.watch import Watch
from app.office import Office, build_office
from app.server import Around, build_app
from app.serving import serving
from app.settings import Settings
from connectors.webchat.channel import WebChatChannel
from counselling.channels import Channel
from counselling.duty.calling import Calling
from counselling.live import Live
from counselling.store.sql_keys import SqlKeys
from tests.counselling.cast import BOOK, QUICK, SECRET, FakeAssistant, PushChannel, a_database

_LINE = re.compile(r"^(?P<name>[a-z_]+)(\{(?P<labels>.*)\})? (?P<value>\S+)$", re.MULTILINE)
_LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Watched:
    """The office, the chat's and desk's address, and that of /metrics."""

    office: Office
    watch: Watch
    address: str
    metrics: str

    async def exported(self) -> str:
        """What the monitoring is told."""
        async with ClientSession() as http, http.get(self.metrics) as answer:
            assert answer.status == 200
            return await answer.text()

    async def figure(self, name: str, **labels: str) -> float | None:
        """One figure; None if it is not there."""
        for found, having, value in samples(await self.exported()):
            if found == name and having == labels:
                return value
        return None


def samples(text: str) -> list[tuple[str, dict[str, str], float]]:
    """Name, labels and value of each line."""
    return [
        (line["name"], dict(_LABEL.findall(line["labels"] or "")), float(line["value"]))
        for line in _LINE.finditer(text)
    ]


@asynccontextmanager
async def a_watched_service(
    folder: Path,
    assistant: FakeAssistant | None = None,
    *channels: PushChannel,
    calling: Calling | None = None,
    **settings: Any,
) -> AsyncIterator[Watched]:
    """Put together as ``./osso up`` does, without Rasa."""
    chosen = Settings(_env_file=None, data_dir=folder, **({"metrics_port": 0} | settings))
    watch, keys = Watch(chosen), SqlKeys(chosen.keys)

    def given(channel: PushChannel) -> Any:
        return lambda _live: channel

    def web(live: Live) -> Channel:
        return WebChatChannel(live)

    office = build_office(
        database=a_database(folder),
        keys=keys,
        secret=SECRET,
        hasher=QUICK,
        book=BOOK,
        assistant=watch.assistant(assistant or FakeAssistant()),
        calling=calling,
        channels=watch.channels([web, *(given(channel) for channel in channels)]),
        parts=watch.parts,
    )
    await office.open()
    status = FaqStatus()
    told = Assistants(lambda: "ready", lambda: "osso-0123abcd")
    watch.over(office, told, status, KeyCopies(chosen, keys))
    app = build_app(office, chosen, told.state, status, DutyBook(folder), Around(watch=watch))
    try:
        async with watch.at_work() as metrics, serving(app, "127.0.0.1", 0) as address:
            yield Watched(office, watch, address, metrics)
    finally:
        await office.close()
