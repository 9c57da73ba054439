"""The composition root: one office's parts, put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from argon2 import PasswordHasher

from app.book import Book
from connectors.webchat.channel import WebChatChannel
from counselling.assistant import Assistant
from counselling.attentive import Attentive
from counselling.casework import Casework
from counselling.channels import Channel
from counselling.live import Live
from counselling.outbox import Outbox
from counselling.reception import Reception
from counselling.returning.codes import CodeHasher
from counselling.returning.returning import Returning
from counselling.returning.word_check import WordCheck
from counselling.returning.words import WordKeeper
from counselling.scribe import Announcer
from counselling.staff import Staff
from counselling.store.store import Store
from counselling.store.vault import Vault
from counselling.turns import Observer, Turns


@dataclass(frozen=True)
class Office:
    """Everything that answers women and serves counsellors, without a web server."""

    store: Store
    live: Live
    outbox: Outbox
    turns: Turns
    reception: Reception
    casework: Casework
    staff: Staff
    returning: Returning
    book: Book

    async def open(self) -> None:
        """Prepare the database and go on where an earlier run stopped."""
        await self.store.prepare()
        await self.outbox.resume()
        await self.turns.resume()

    async def close(self) -> None:
        """Stop without losing anything: what is due stays due."""
        await self.turns.close()
        await self.store.settle()
        await self.outbox.close()
        await self.store.close()


def build_office(
    *,
    database: str,
    secret: bytes,
    book: Book,
    assistant: Assistant,
    channels: Sequence[Callable[[Live], Channel]] = (WebChatChannel,),
    observe: Observer = lambda _turn, _answered: None,
    hasher: PasswordHasher | None = None,
) -> Office:
    """Put an office together on ``database`` (SQLAlchemy address) with its 32-byte ``secret``."""
    store, live = Store(database, Vault(secret)), Live()
    by_name = {channel.name: channel for channel in (make(live) for make in channels)}
    outbox = Outbox(store, by_name)
    announcer = Announcer(live, outbox)
    turns = Turns(store, Attentive(assistant, book.faq), book.faq, live, announcer, observe=observe)
    words = WordKeeper(hasher or PasswordHasher())
    return Office(
        store=store,
        live=live,
        outbox=outbox,
        turns=turns,
        reception=Reception(
            store, turns, announcer, book.faq, book.detector, WordCheck(store, words)
        ),
        casework=Casework(store, announcer, live, book.faq),
        staff=Staff(store, hasher=hasher),
        returning=Returning(store, live, turns, CodeHasher(secret), words),
        book=book,
    )
