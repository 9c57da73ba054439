"""The whole service as it is put together, chat and desk on one port, without Rasa."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from app.faq_status import FaqStatus
from app.office import Office
from app.server import build_app
from app.serving import serving
from app.settings import Settings
from tests.counselling.cast import FakeAssistant, an_office


@asynccontextmanager
async def the_service(
    folder: Path, assistant: FakeAssistant | None = None, **settings: Any
) -> AsyncIterator[tuple[Office, str]]:
    """An open office and its address, such as ``http://127.0.0.1:40123``."""
    async with an_office(folder, assistant or FakeAssistant()) as office:
        chosen = Settings(_env_file=None, data_dir=folder, **settings)
        app = build_app(office, chosen, lambda: "ready", FaqStatus())
        async with serving(app, "127.0.0.1", 0) as address:
            yield office, address
