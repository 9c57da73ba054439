"""Whom the tests of the counselling room play with: a fake assistant and a small office."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from sqlalchemy import create_engine

from app.backup.key_copies import KeyCopies
from app.book import Book
from app.office import Office, build_office
from app.settings import Settings
from counselling.assistant import Answered, AssistantUnavailable, Decision, Effect, Reply, Turn
from counselling.attachments.attachment import Limits
from counselling.channels import DeliveryError, Inbound, Outbound
from counselling.conversations import Message
from counselling.live import Live
from counselling.permissions import Role, User
from counselling.store.sql_keys import SqlKeys
from counselling.store.store import keys_beside, upgrade
from counselling.tickets.ticket import Priority
from tests import postgres
from tests.the_set import the_set

ROOT = Path(__file__).resolve().parents[2]
BOOK = Book(ROOT / "faq", read_before=the_set())
SECRET = bytes(range(32))
# Argon2 as cheap as it can be: the tests are not attacked.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
NO_OTHER = Limits()
ANYWHERE = User("anywhere", "anywhere", "Anywhere", Role.SUPERVISOR)  # of all offices
CONSENT = Answered((), Decision.HANDOFF, effects=(Effect.OPEN_TICKET,))


@dataclass
class FakeAssistant:
    """Answers what the test lays out, by text or tap; opens a ticket on a tapped yes."""

    replies: dict[str, Answered] = field(default_factory=dict)
    taps: dict[str, Answered] = field(default_factory=dict)
    down: bool = False
    turns: list[Turn] = field(default_factory=list)
    gate: asyncio.Event | None = None  # while it is set up and unset, answers take for ever

    async def answer(self, turn: Turn) -> Answered:
        self.turns.append(turn)
        if self.gate:
            await self.gate.wait()
        if self.down:
            raise AssistantUnavailable("switched off by the test")
        if turn.choice == "consent.yes":
            return CONSENT
        if turn.choice in self.taps:
            return self.taps[turn.choice]
        said = Answered((Reply(f"answer to {turn.text}"),), Decision.ANSWER)
        return self.replies.get(turn.text, said)


@dataclass
class PushChannel:
    """A channel like Telegram: it must be handed each message, and can refuse."""

    name: str = "push"
    pushes: bool = True
    sent: list[Message] = field(default_factory=list)
    errors: list[DeliveryError] = field(default_factory=list)

    async def send(self, outbound: Outbound) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append(outbound.message)


@asynccontextmanager
async def an_office(
    folder: Path,
    assistant: FakeAssistant,
    *channels: PushChannel,
    keep_copies: bool = False,
    attachment_limits: Limits = NO_OTHER,
) -> AsyncIterator[Office]:
    """An open office on the database of ``folder``.

    ``keep_copies``: as the service does, with the copies of its keys beside the backups.
    """

    def give(channel: PushChannel) -> object:
        return lambda _live: channel

    keys = SqlKeys(keys_beside(a_database(folder)))
    copies = KeyCopies(Settings(data_dir=folder), keys)
    office = build_office(
        keys=keys,
        elsewhere=[copies.renew] if keep_copies else (),
        database=a_database(folder),
        attachment_limits=attachment_limits,
        secret=SECRET,
        hasher=QUICK,
        book=BOOK,
        assistant=assistant,
        channels=[WebChatLike, *(give(channel) for channel in channels)],  # type: ignore[list-item]
    )
    await office.open()
    try:
        yield office
    finally:
        await office.close()


def a_database(folder: Path) -> str:
    """The address of the database in ``folder``: what is there, or an empty one."""
    if postgres.wanted():
        return postgres.a_database(folder)
    database = folder / "osso.sqlite3"
    if not database.exists():
        shutil.copy(_empty_database(), database)
    return f"sqlite+aiosqlite:///{database}"


@cache
def _empty_database() -> Path:
    """A migrated file to copy: migrating takes longer than most tests."""
    path = Path(tempfile.mkdtemp()) / "empty.sqlite3"
    with create_engine(f"sqlite:///{path}").connect() as connection:
        upgrade(connection)
        connection.commit()
    return path


async def give_to(office: Office, code: str, place: str) -> None:
    """Put a ticket into the hands of the office with the id ``place``."""
    async with office.store.write() as tx:
        ticket = await tx.tickets.by_code(code)
        assert ticket
        ticket.office = place
        await tx.tickets.save(ticket)


async def is_no_emergency(office: Office, code: str) -> None:
    """Take the urgency off a ticket."""
    async with office.store.write() as tx:
        ticket = await tx.tickets.by_code(code)
        assert ticket
        ticket.priority = Priority.NORMAL
        await tx.tickets.save(ticket)


class WebChatLike(PushChannel):
    """Stands for the open screens of the web chat."""

    def __init__(self, _live: Live) -> None:
        super().__init__(name="webchat", pushes=False)


@dataclass
class Woman:
    """Writes from one chat and reads what she got."""

    office: Office
    address: str = "her-phone"
    channel: str = "webchat"
    count: int = 0

    async def says(self, text: str, **more: object) -> int:
        return await self._send(Inbound(self.channel, self.address, self._id(), text, **more))  # type: ignore[arg-type]

    async def taps(self, choice: str) -> int:
        return await self._send(Inbound(self.channel, self.address, self._id(), "", choice))

    async def takes_a_code(self) -> str:
        return await self.office.returning.take_code(self.channel, self.address)

    async def sets_the_word(self, word: str | None) -> None:
        await self.office.returning.set_word(self.channel, self.address, word)

    async def comes_back(self, code: str, word: str = "", *, to: str) -> None:
        """From the chat she is in, which she may have written in, to a fresh one."""
        await self.office.returning.come_back(
            code, word, channel=self.channel, here=self.address, to=to
        )
        self.address = to
        await self.office.turns.settle()

    async def reads(self) -> list[Message]:
        return await self.office.reception.history(self.channel, self.address)

    async def texts(self) -> list[str]:
        return [message.text for message in await self.reads()]

    async def asks_for_a_person(self) -> str:
        """From the first word to the ticket's code."""
        await self.says("chồng đang đánh em, cứu em với")
        await self.taps("consent.yes")
        code = (await self.office.reception.state(self.channel, self.address)).ticket
        assert code
        return code

    async def _send(self, inbound: Inbound) -> int:
        receipt = await self.office.reception.receive(inbound)
        await self.office.turns.settle()
        await self.office.outbox.settle()
        return receipt.seq

    def _id(self) -> str:
        self.count += 1
        return f"{self.address}-{self.count}"
