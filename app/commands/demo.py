"""Fill an empty data folder with a made-up month of work for two offices, to try the desk out."""

import argparse
import asyncio
import random
import sys
from datetime import UTC, datetime, timedelta

from app.book import Book
from app.demo.assistant import Recalling
from app.demo.clock import SetClock
from app.demo.month import DAYS, at_work, visits
from app.demo.seeding import Seeding
from app.demo.staff import MEMBERS, a_password, hire
from app.demo.stories import Story, read_stories
from app.office import Office, build_office
from app.secret_key import secret_key
from app.settings import Settings
from counselling.faq import FaqSet
from counselling.store.sql_keys import SqlKeys

_LASTS = 6  # days that a story takes at most, with what its agency and follow-up need


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso demo [--seed N]``"""
    parser.add_argument("--seed", type=int, default=1, help="another number, another month")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Make it; 1 if the data folder is not empty."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    password = a_password()
    made = asyncio.run(_seed(settings, random.Random(options.seed), password))  # noqa: S311
    if made is None:
        print(
            f"osso: {settings.data_dir} is in use already, and a demo must not mix with real "
            "work.\nName an empty folder: OSSO_DATA_DIR=demo-data ./osso demo",
            file=sys.stderr,
        )
        return 1
    print(f"A month of two offices: {made} conversations, all made up.\n")
    print(f"Sign in at /desk with the password {password} as")
    for member in MEMBERS:
        print(f"  {member.login:8} {member.role}, {member.office or 'all offices'}")
    print(f"\nStart it: OSSO_DATA_DIR={settings.data_dir} ./osso up")
    return 0


async def _seed(settings: Settings, dice: random.Random, password: str) -> int | None:
    """How many conversations were made; None if something was there."""
    book, today = Book(settings.faq_dir), datetime.now(UTC)
    stories, month = read_stories(), visits(book.faq(), today, dice)
    clock = SetClock(today - timedelta(days=DAYS + 1), today)
    office = _office(settings, book, stories, clock)
    await office.open()
    try:
        if not await office.staff.is_empty():  # ./osso up makes an account before all else
            return None
        seeding = Seeding(office, clock, await hire(office.staff, password), dice)
        for number, visit in enumerate(month, 1):
            _progress(number, len(month) + len(stories))
            await seeding.visit(visit)
        for number, story in enumerate(stories, len(month) + 1):
            _progress(number, len(month) + len(stories))
            clock.at = today
            await seeding.tell(story, _begun(story, today, dice))
    finally:
        clock.at = today
        await office.close()
    return len(month) + len(stories)


def _begun(story: Story, today: datetime, dice: random.Random) -> datetime:
    if story.ago is not None:
        return today - timedelta(minutes=story.ago)
    return at_work(today, dice.randint(_LASTS, DAYS - 4), dice, story.at)


def _office(settings: Settings, book: Book, stories: tuple[Story, ...], clock: SetClock) -> Office:
    secret, _ = secret_key(settings)
    return build_office(
        database=settings.database,
        keys=SqlKeys(settings.keys),
        secret=secret,
        book=book,
        assistant=Recalling(book.faq(), _meant(book.faq(), stories)),
        now=clock,
    )


def _meant(faq: FaqSet, stories: tuple[Story, ...]) -> dict[str, str | None]:
    """Which entry each text asks for: the set's phrasings, and what the stories say."""
    meant: dict[str, str | None] = {
        phrasing: entry.id
        for entry in faq.entries.values()
        for text in entry.texts.values()
        for phrasing in text.phrasings
    }
    return meant | {step.text: step.faq for story in stories for step in story.steps if step.faq}


def _progress(number: int, of: int) -> None:
    if sys.stderr.isatty() and (number % 10 == 0 or number == of):
        print(f"\r{number} of {of} conversations", end="" if number < of else "\n", file=sys.stderr)
