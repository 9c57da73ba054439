"""Run the service and Rasa in the foreground until Ctrl-C."""

import argparse
import asyncio
import errno
import resource
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

from app.at_work import Files, serve
from app.first_login import first_logins
from app.last_good import LastGood, open_book
from app.office import Office
from app.secret_key import secret_key
from app.service_lock import ServiceRuns, alone_in
from app.settings import Settings
from app.watching import FolderWatch
from counselling.rekeying import WrongSecret
from counselling.store.not_saved import NotSaved
from counselling.together.together import holding

_OF_THE_DISK = {errno.ENOSPC, errno.EROFS, errno.EIO, errno.EDQUOT}


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """``./osso up`` has no options; settings are in .env."""


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Serve until stopped; 1 if the port is taken."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = _open_files(settings)
    secret, made = secret_key(settings)
    if made:
        _say_keep_it_safe(made)
    # A crash must not write what is in memory to disk: it may hold a woman's words.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with alone_in(settings.data_dir):
            asyncio.run(serve(settings, files, secret, _say, partial(_welcome, settings)))
    except WrongSecret:
        print(
            "osso: the database is under another secret key. Put the right one back; after "
            "restoring a backup from before a change: ./osso keys rotate --from OLD-KEY-FILE",
            file=sys.stderr,
        )
        return 1
    except ServiceRuns:
        print(
            f"osso: a service runs in {settings.data_dir} already; stop it, or set another "
            "OSSO_DATA_DIR",
            file=sys.stderr,
        )
        return 1
    except NotSaved as error:
        return _cannot_keep(settings, str(error))
    except OSError as error:
        if error.errno in _OF_THE_DISK:
            return _cannot_keep(settings, error.strerror or str(error))
        print(
            f"osso: cannot listen on {settings.host}:{settings.port} ({error.strerror}); "
            "stop what uses it, or set another OSSO_PORT",
            file=sys.stderr,
        )
        return 1
    return 0


def _cannot_keep(settings: Settings, why: str) -> int:
    print(
        f"osso: cannot write in {settings.data_dir} ({why}); look whether the disk is full or "
        "read-only, or whether another program holds the database, and start it again",
        file=sys.stderr,
    )
    return 1


def _open_files(settings: Settings) -> Files:
    watch = FolderWatch(settings.faq_dir)  # first: what is saved from here on is noticed
    last_good = LastGood(settings.data_dir)
    book, problems = open_book(
        settings.faq_dir,
        last_good,
        only_reviewed=settings.only_reviewed,
        keep_cases_days=settings.keep_cases_days,
        seen=watch.seen,
    )
    return Files(watch, book, last_good, problems)


async def _welcome(settings: Settings, office: Office, address: str) -> None:
    _say(f"The chat:  {address}/chat")
    _say(f"The desk:  {settings.desk_url or address}/desk")
    async with holding(office.together, "first logins"):
        logins = await first_logins(office.staff)
    if logins:
        (login, password), (admin, first) = logins
        _say(f"First desk login: {login}, password {password} (shown only this once)")
        _say(f"To add colleagues: {admin}, password {first} (once too; asks for a code app)")
    _say("Messages are accepted. The assistant is starting; Ctrl-C stops everything.")


def _say_keep_it_safe(path: Path) -> None:
    _say(f"A secret key was made: {path}")
    _say("Keep a copy in a safe place, apart from the database's backups. Without it every text")
    _say("is unreadable for ever; with it and the database, every text can be read.")


def _say(line: str) -> None:
    with suppress(OSError):  # a full disk behind "> osso.log" must not stop the service
        print(line, flush=True)
