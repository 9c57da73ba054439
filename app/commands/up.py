"""Run the service and Rasa in the foreground until Ctrl-C."""

import argparse
import asyncio
import sys
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from app.book import Book
from app.first_login import first_login
from app.keeper import Keeper
from app.office import Office, build_office
from app.rasa import running
from app.rasa.client import RasaAssistant
from app.rasa.training import TrainingFailed
from app.secret_key import secret_key
from app.server import build_app
from app.serving import serving, until_stopped
from app.settings import Settings


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """``./osso up`` has no options; settings are in .env."""


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Serve until stopped; 1 if the port is taken."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    book = Book(settings.faq_dir)
    secret, made = secret_key(settings)
    if made:
        _say_keep_it_safe(made)
    try:
        asyncio.run(_serve(settings, book, secret))
    except OSError as error:
        print(
            f"osso: cannot listen on {settings.host}:{settings.port} ({error.strerror}); "
            "stop what uses it, or set another OSSO_PORT",
            file=sys.stderr,
        )
        return 1
    return 0


async def _serve(settings: Settings, book: Book, secret: bytes) -> None:
    async with AsyncExitStack() as stack:
        keeper = Keeper(settings, book, _say, partial(running.tell, settings.data_dir))
        stack.callback(running.forget, settings.data_dir)
        assistant = RasaAssistant(keeper.address, settings.rasa_timeout)
        office = build_office(
            database=settings.database, secret=secret, book=book, assistant=assistant
        )
        stack.push_async_callback(assistant.close)
        stack.push_async_callback(office.close)
        await office.open()
        app = build_app(office, settings, lambda: keeper.state.value)
        address = await stack.enter_async_context(serving(app, settings.host, settings.port))
        await _welcome(office, address)
        stack.push_async_callback(keeper.close)
        keeper.start()
        ready = asyncio.create_task(_say_when_ready(keeper))
        stack.callback(ready.cancel)
        await until_stopped()
        _say("Stopping ...")


async def _welcome(office: Office, address: str) -> None:
    _say(f"The chat:  {address}/chat")
    _say(f"The desk:  {address}/desk")
    if login := await first_login(office.staff):
        _say(f"First desk login: {login[0]}, password {login[1]} (shown only this once)")
    _say("Messages are accepted. The assistant is starting; Ctrl-C stops everything.")


async def _say_when_ready(keeper: Keeper) -> None:
    try:
        await keeper.until_ready()
    except (TrainingFailed, TimeoutError, OSError):
        _say("The assistant does not answer. Women still reach a counsellor and the hotlines.")
    else:
        _say("The assistant is ready.")


def _say_keep_it_safe(path: Path) -> None:
    _say(f"A secret key was made: {path}")
    _say("Keep a copy in a safe place, apart from the database's backups. Without it every text")
    _say("is unreadable for ever; with it and the database, every text can be read.")


def _say(line: str) -> None:
    print(line, flush=True)
