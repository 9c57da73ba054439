"""The whole service as it is put together, chat and desk on one port, without Rasa."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from app.backup.key_copies import KeyCopies
from app.duty import DutyBook
from app.faq_status import FaqStatus
from app.measuring.sounding import Assistants
from app.measuring.watch import Watch
from app.office import Office, build_office
from app.server import Around, build_app
from app.serving import serving
from app.settings import Settings
from counselling.store.sql_keys import SqlKeys
from tests.counselling.cast import BOOK, QUICK, SECRET, FakeAssistant, a_database


@asynccontextmanager
async def the_service(
    folder: Path, assistant: FakeAssistant | None = None, **settings: Any
) -> AsyncIterator[tuple[Office, str]]:
    """An open office and its address, such as ``http://127.0.0.1:40123``."""
    chosen = Settings(_env_file=None, data_dir=folder, **settings)
    office = build_office(
        database=a_database(folder),
        secret=SECRET,
        hasher=QUICK,
        book=BOOK,
        assistant=assistant or FakeAssistant(),
    )
    await office.open()
    faq, keys = FaqStatus(), SqlKeys(chosen.keys)
    watch = Watch(chosen)
    watch.over(office, Assistants(lambda: "ready", lambda: ""), faq, KeyCopies(chosen, keys))
    try:
        app = build_app(office, chosen, lambda: "ready", faq, DutyBook(folder), Around(watch=watch))
        async with serving(app, "127.0.0.1", 0) as address:
            yield office, address
    finally:
        await office.close()
        await keys.close()
