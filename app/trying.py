"""Trying a question out: an office nobody sees, asked by the very way of the live chat."""

import asyncio
import os
import tempfile
import uuid
from contextlib import AsyncExitStack
from pathlib import Path

from app.asking import CHANNEL, Counted, Overheard, Unseen
from app.book import Book
from app.office import Office, build_office
from counselling.assistant import Assistant
from counselling.channels import Inbound
from counselling.conversations import Sender
from counselling.corner.previewing import shown
from counselling.corner.trial import AssistantDown, Tried
from counselling.reception import Refused
from counselling.store.not_saved import NotSaved
from counselling.store.vault import KEY_BYTES

_PATIENCE = 15.0  # seconds for one answer
_MOST_CANDIDATES = 5


class TrialOffice:
    """Asks ``assistant`` with ``book``. Its database is a file of its own, sealed with a key that
    is nowhere but in memory, and goes when the service stops.
    """

    def __init__(self, book: Book, assistant: Assistant) -> None:
        self._book = book
        self._counted = Counted(assistant)
        self._overheard = Overheard()
        self._stack = AsyncExitStack()
        self._office: Office | None = None
        self._one = asyncio.Lock()

    async def ask(self, question: str) -> Tried:
        """What the chat would answer; raises AssistantDown."""
        async with self._one:
            failures = self._counted.failures
            try:
                tried = await asyncio.wait_for(self._ask(question), _PATIENCE)
            except (TimeoutError, Refused, NotSaved, OSError):
                raise AssistantDown from None
            if self._counted.failures > failures:
                raise AssistantDown
            return tried

    async def close(self) -> None:
        """Forget everything that was asked."""
        await self._stack.aclose()

    async def _ask(self, question: str) -> Tried:
        office, address = await self._opened(), uuid.uuid4().hex
        await office.reception.receive(Inbound(CHANNEL, address, "1", question))
        async with office.store.read() as tx:
            conversation = await tx.conversations.at(CHANNEL, address)
        if conversation is None:
            raise AssistantDown
        turn, answered = await self._overheard.of(conversation.id)
        await office.turns.settle()
        said = await office.reception.history(CHANNEL, address)
        return Tried(
            question=question,
            language=turn.language,
            decision=answered.decision.value,
            entry=answered.faq,
            danger=turn.danger,
            messages=tuple(
                shown(message.text, message.choices, turn.language, is_answer=bool(message.faq))
                for message in said
                if message.sender is not Sender.WOMAN
            ),
            candidates=tuple(
                (one.faq, round(one.score, 2)) for one in answered.candidates[:_MOST_CANDIDATES]
            ),
        )

    async def _opened(self) -> Office:
        if self._office is None:
            folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="osso-try-"))
            office = build_office(
                database=f"sqlite+aiosqlite:///{Path(folder) / 'try.sqlite3'}",
                secret=os.urandom(KEY_BYTES),
                book=self._book,
                assistant=self._counted,
                channels=[Unseen],
                observe=self._overheard.observe,
            )
            self._stack.push_async_callback(office.close)
            await office.open()
            self._office = office
        return self._office
