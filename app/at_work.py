"""The whole service at work: what is opened in which order, and closed in the other."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

from app.backup.before_upgrade import prepare
from app.backup.keeper import BackupKeeper
from app.backup.key_copies import KeyCopies
from app.book import SENSE, Book
from app.chosen_days import ChosenDays
from app.duty import DutyBook, DutyKeeper
from app.editions import Editions
from app.faq_status import FaqStatus
from app.foreign_erasures import ForeignErasures
from app.housekeeping import Housekeeping
from app.keeper import Keeper
from app.last_good import LastGood
from app.measuring.sounding import Assistants
from app.measuring.watch import Watch
from app.office import Office, build_office
from app.paging import calling
from app.platforms import platform_lines, platform_news, ways_to_her
from app.rasa import running
from app.rasa.apart import RasaApart
from app.rasa.client import RasaAssistant
from app.rasa.training import TrainingFailed
from app.server import Around, build_app
from app.serving import serving, until_stopped
from app.settings import Settings
from app.trying import TrialOffice
from app.watching import FolderWatch
from connectors.messaging.platform import Platform
from counselling.faq import Problem
from counselling.store.sql_keys import SqlKeys

Say = Callable[[str], None]


@dataclass(frozen=True)
class Files:
    """The editors' files at the start. ``problems``: why an earlier set is in use instead."""

    watch: FolderWatch
    book: Book
    last_good: LastGood
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Work:
    """What an office is put together with, and what stands beside it."""

    settings: Settings
    files: Files
    say: Say
    status: FaqStatus
    keeper: Keeper | RasaApart
    assistant: RasaAssistant
    duty: DutyBook
    chosen: ChosenDays
    keys: SqlKeys
    copies: KeyCopies
    watch: Watch

    def state(self) -> str:
        """What /health says about the assistant."""
        return self.keeper.state.value


async def serve(
    settings: Settings,
    files: Files,
    secret: bytes,
    say: Say,
    welcome: Callable[[Office, str], Awaitable[None]],
) -> None:
    """Serve until stopped; ``welcome`` is told the address once messages are accepted.

    Raises NotSaved, rekeying.WrongSecret and OSError, such as for a port that is taken.
    """
    async with AsyncExitStack() as stack:
        work = _work(settings, files, say)
        stack.callback(running.forget, settings.data_dir)
        platforms = await stack.enter_async_context(platform_lines(settings, secret, say))
        office = await _open_office(stack, work, secret, platforms)
        around = await _look_after(stack, work, office)
        app = build_app(office, settings, work.state, work.status, work.duty, around)
        if figures := await stack.enter_async_context(work.watch.at_work()):
            say(f"Figures:   {figures} (for monitoring only; never to be reached from outside)")
        await stack.enter_async_context(platform_news(platforms, office, app))
        address = await stack.enter_async_context(serving(app, settings.host, settings.port))
        SENSE.begin()
        await welcome(office, address)
        _keep_fresh(stack, work)
        await until_stopped()
        say("Stopping ...")


def _work(settings: Settings, files: Files, say: Say) -> _Work:
    status, keys = FaqStatus(), SqlKeys(settings.keys)
    keeper: Keeper | RasaApart = (
        RasaApart(settings.rasa_url, settings.rasa_secret.get_secret_value())
        if settings.rasa_url
        else Keeper(settings, files.book, say, partial(running.tell, settings.data_dir), status)
    )
    assistant = RasaAssistant(
        keeper.address,
        settings.rasa_timeout,
        hopeless=keeper.give_up,
        servers=settings.rasa_servers,
    )
    return _Work(
        settings, files, say, status, keeper, assistant,
        DutyBook(settings.data_dir), ChosenDays(settings, files.book),
        keys, KeyCopies(settings, keys), Watch(settings),
    )  # fmt: skip


async def _open_office(
    stack: AsyncExitStack, work: _Work, secret: bytes, platforms: Sequence[Platform]
) -> Office:
    settings, watch = work.settings, work.watch
    office = build_office(
        database=settings.database,
        keys=work.keys,
        secret=secret,
        book=work.files.book,
        assistant=watch.assistant(work.assistant),
        calling=calling(settings, work.duty),
        elsewhere=[work.assistant.forget, work.copies.renew],
        channels=watch.channels(ways_to_her(platforms)),
        parts=watch.parts,
        public_url=settings.public_url,
        attachment_limits=settings.attachment_limits,
        follow_up_days=work.chosen.follow_ups,
    )
    stack.push_async_callback(work.assistant.close)
    # After all who may still ask it: a turn that is under way at the stop is not to fail.
    stack.push_async_callback(work.keeper.close)
    stack.push_async_callback(office.close)
    await prepare(settings, office.store, work.copies, work.say, is_service=True)
    await office.open()
    return office


async def _look_after(stack: AsyncExitStack, work: _Work, office: Office) -> Around:
    """Begin what runs beside the office."""
    await work.chosen.start(office.store)
    stack.push_async_callback(work.chosen.close)
    backups = BackupKeeper(work.settings, work.copies)
    assistants = Assistants(work.state, lambda: work.keeper.model)
    work.watch.over(office, assistants, work.status, work.copies)
    for caretaker in (backups, *_caretakers(work, office)):
        caretaker.start()
        stack.push_async_callback(caretaker.close)
    trial = TrialOffice(work.files.book, work.assistant)
    stack.push_async_callback(trial.close)
    return Around(trial, work.watch, work.chosen, lambda: backups.notice)


def _caretakers(work: _Work, office: Office) -> tuple[ForeignErasures, DutyKeeper, Housekeeping]:
    settings, together = work.settings, office.together
    return (
        ForeignErasures(office.store, office.live, forget=work.assistant.forget),
        DutyKeeper(settings.data_dir, work.duty, office.call_again, work.say),
        Housekeeping(settings, office.store, office.eraser, work.copies, together=together),
    )


def _keep_fresh(stack: AsyncExitStack, work: _Work) -> None:
    """Start the assistant, and look after the files it learns from."""
    files = work.files
    editions = Editions(
        work.settings.faq_dir,
        files.watch,
        files.book,
        files.last_good,
        work.status,
        changed=work.keeper.renew,
        say=work.say,
    )
    work.keeper.start()
    stack.callback(asyncio.create_task(_say_when_ready(work.keeper, work.say)).cancel)
    stack.push_async_callback(editions.close)
    editions.start(files.problems)


async def _say_when_ready(keeper: Keeper | RasaApart, say: Say) -> None:
    try:
        await keeper.until_ready()
    except (TrainingFailed, TimeoutError, OSError):
        say("The assistant does not answer. Women still reach a counsellor and the hotlines.")
    else:
        say("The assistant is ready.")
