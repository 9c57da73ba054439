"""Run a Rasa apart from the services, for those with OSSO_RASA_URL, until Ctrl-C."""

import argparse
import asyncio
import sys
from contextlib import AsyncExitStack

from app.editions import Editions
from app.faq_status import FaqStatus
from app.keeper import Keeper
from app.last_good import LastGood, open_book
from app.rasa.gateway import Gateway
from app.service_lock import ServiceRuns, alone_in
from app.serving import serving, until_stopped
from app.settings import BadSettings, Settings
from app.watching import FolderWatch


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """``./osso rasa`` has no options; settings are in .env."""


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Serve until stopped; 1 if the folder or the port is taken. Raises BadSettings."""
    if not settings.rasa_secret.get_secret_value():
        problem = "OSSO_RASA_SECRET: needed, the same as the services have"
        raise BadSettings([problem])
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with alone_in(settings.data_dir):
            asyncio.run(_serve(settings))
    except ServiceRuns:
        print(f"osso: {settings.data_dir} is in use; set another OSSO_DATA_DIR", file=sys.stderr)
        return 1
    except OSError as error:
        place = f"{settings.host}:{settings.port}"
        print(f"osso: cannot listen on {place} ({error.strerror})", file=sys.stderr)
        return 1
    return 0


async def _serve(settings: Settings) -> None:
    watch = FolderWatch(settings.faq_dir)
    last_good, status = LastGood(settings.data_dir), FaqStatus()
    book, problems = open_book(
        settings.faq_dir,
        last_good,
        only_reviewed=settings.only_reviewed,
        keep_cases_days=settings.keep_cases_days,
        seen=watch.seen,
    )
    async with AsyncExitStack() as stack:
        keeper = Keeper(settings, book, _say, status=status)
        gateway = Gateway(keeper.address, settings.rasa_secret.get_secret_value())
        address = await stack.enter_async_context(
            serving(gateway.app(), settings.host, settings.port)
        )
        _say(f"Rasa for the services: {address}")
        stack.push_async_callback(keeper.close)
        keeper.start()
        editions = Editions(
            settings.faq_dir, watch, book, last_good, status, changed=keeper.renew, say=_say
        )
        stack.push_async_callback(editions.close)
        editions.start(problems)
        await until_stopped()
        _say("Stopping ...")


def _say(line: str) -> None:
    print(line, flush=True)
