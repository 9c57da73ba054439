"""Run the service and Rasa in the foreground until Ctrl-C."""

import argparse
import asyncio
import errno
import resource
import sys
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.backup.before_upgrade import prepare
from app.backup.keeper import BackupKeeper
from app.backup.key_copies import KeyCopies
from app.book import SENSE, Book
from app.chosen_days import ChosenDays
from app.duty import DutyBook, DutyKeeper
from app.editions import Editions
from app.faq_status import FaqStatus
from app.first_login import first_logins
from app.foreign_erasures import ForeignErasures
from app.housekeeping import Housekeeping
from app.keeper import Keeper
from app.last_good import LastGood, open_book
from app.measuring.sounding import Assistants
from app.measuring.watch import Watch
from app.office import Office, build_office
from app.paging import calling
from app.platforms import platform_lines, platform_news, ways_to_her
from app.rasa import running
from app.rasa.apart import RasaApart
from app.rasa.client import RasaAssistant
from app.rasa.supervisor import Address
from app.rasa.training import TrainingFailed
from app.secret_key import secret_key
from app.server import build_app
from app.service_lock import ServiceRuns, alone_in
from app.serving import serving, until_stopped
from app.settings import Settings
from app.trying import TrialOffice
from app.watching import FolderWatch
from counselling.faq import Problem
from counselling.rekeying import WrongSecret
from counselling.store.not_saved import NotSaved
from counselling.store.sql_keys import SqlKeys
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
            asyncio.run(_serve(settings, files, secret))
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


@dataclass(frozen=True)
class _Files:
    """The editors' files at the start. ``problems``: why an earlier set is in use instead."""

    watch: FolderWatch
    book: Book
    last_good: LastGood
    problems: tuple[Problem, ...]


def _open_files(settings: Settings) -> _Files:
    watch = FolderWatch(settings.faq_dir)  # first: what is saved from here on is noticed
    last_good = LastGood(settings.data_dir)
    book, problems = open_book(
        settings.faq_dir,
        last_good,
        only_reviewed=settings.only_reviewed,
        keep_cases_days=settings.keep_cases_days,
        seen=watch.seen,
    )
    return _Files(watch, book, last_good, problems)


async def _serve(settings: Settings, files: _Files, secret: bytes) -> None:
    async with AsyncExitStack() as stack:
        status, tell = FaqStatus(), partial(running.tell, settings.data_dir)
        keeper = _keeper(settings, files, tell, status)
        stack.callback(running.forget, settings.data_dir)
        assistant = RasaAssistant(
            keeper.address,
            settings.rasa_timeout,
            hopeless=keeper.give_up,
            servers=settings.rasa_servers,
        )
        duty, chosen = DutyBook(settings.data_dir), ChosenDays(settings, files.book)
        copies = KeyCopies(settings, keys := SqlKeys(settings.keys))
        platforms = await stack.enter_async_context(platform_lines(settings, secret, _say))
        watch = Watch(settings)
        office = build_office(
            database=settings.database,
            keys=keys,
            secret=secret,
            book=files.book,
            assistant=watch.assistant(assistant),
            calling=calling(settings, duty),
            elsewhere=[assistant.forget, copies.renew],
            channels=watch.channels(ways_to_her(platforms)),
            parts=watch.parts,
            public_url=settings.public_url,
            attachment_limits=settings.attachment_limits,
            follow_up_days=chosen.follow_ups,
        )
        stack.push_async_callback(assistant.close)
        # After all who may still ask it: a turn that is under way at the stop is not to fail.
        stack.push_async_callback(keeper.close)
        stack.push_async_callback(office.close)
        await prepare(settings, office.store, copies, _say, is_service=True)
        await office.open()
        await chosen.start(office.store)
        stack.push_async_callback(chosen.close)
        backups = BackupKeeper(settings, copies)
        assistants = Assistants(lambda: keeper.state.value, lambda: keeper.model)
        watch.over(office, assistants, status, copies)
        for caretaker in (backups, *_caretakers(settings, office, duty, copies, assistant)):
            caretaker.start()
            stack.push_async_callback(caretaker.close)
        trial = TrialOffice(files.book, assistant)
        stack.push_async_callback(trial.close)
        app = build_app(
            office, settings, lambda: keeper.state.value, status, duty, trial, watch,
            chosen=chosen, backup_notice=lambda: backups.notice,
        )  # fmt: skip
        if figures := await stack.enter_async_context(watch.at_work()):
            _say(f"Figures:   {figures} (for monitoring only; never to be reached from outside)")
        await stack.enter_async_context(platform_news(platforms, office, app))
        address = await stack.enter_async_context(serving(app, settings.host, settings.port))
        SENSE.begin()
        await _welcome(office, address)
        _keep_fresh(stack, keeper, _editions(settings, files, status, keeper), files.problems)
        await until_stopped()
        _say("Stopping ...")


def _keeper(
    settings: Settings, files: _Files, tell: Callable[[Address], None], status: FaqStatus
) -> Keeper | RasaApart:
    if settings.rasa_url:
        return RasaApart(settings.rasa_url, settings.rasa_secret.get_secret_value())
    return Keeper(settings, files.book, _say, tell, status)


def _keep_fresh(
    stack: AsyncExitStack,
    keeper: Keeper | RasaApart,
    editions: Editions,
    problems: Sequence[Problem],
) -> None:
    """Start the assistant, and look after the files it learns from."""
    keeper.start()
    stack.callback(asyncio.create_task(_say_when_ready(keeper)).cancel)
    stack.push_async_callback(editions.close)
    editions.start(problems)


def _caretakers(
    settings: Settings,
    office: Office,
    duty: DutyBook,
    copies: KeyCopies,
    assistant: RasaAssistant,
) -> tuple[ForeignErasures, DutyKeeper, Housekeeping]:
    """What looks after the office beside the work."""
    return (
        ForeignErasures(office.store, office.live, forget=assistant.forget),
        DutyKeeper(settings.data_dir, duty, office.call_again, _say),
        Housekeeping(settings, office.store, office.eraser, copies, together=office.together),
    )


def _editions(
    settings: Settings, files: _Files, status: FaqStatus, keeper: Keeper | RasaApart
) -> Editions:
    return Editions(
        settings.faq_dir,
        files.watch,
        files.book,
        files.last_good,
        status,
        changed=keeper.renew,
        say=_say,
    )


async def _welcome(office: Office, address: str) -> None:
    _say(f"The chat:  {address}/chat")
    _say(f"The desk:  {address}/desk")
    async with holding(office.together, "first logins"):
        logins = await first_logins(office.staff)
    if logins:
        (login, password), (admin, first) = logins
        _say(f"First desk login: {login}, password {password} (shown only this once)")
        _say(f"To add colleagues: {admin}, password {first} (once too; asks for a code app)")
    _say("Messages are accepted. The assistant is starting; Ctrl-C stops everything.")


async def _say_when_ready(keeper: Keeper | RasaApart) -> None:
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
    with suppress(OSError):  # a full disk behind "> osso.log" must not stop the service
        print(line, flush=True)
