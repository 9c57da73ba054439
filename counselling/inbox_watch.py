"""Nobody in the page's inbox answers her: after half an hour the assistant does again."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import structlog

from counselling import elsewhere, offers
from counselling.beside import Beside
from counselling.clock import Clock, utc_now
from counselling.conversations import Sender
from counselling.faq import FaqSet
from counselling.news import HANDLER
from counselling.scribe import Announcer, Scribe
from counselling.store.store import Store, finishes
from counselling.together.only_here import only_here
from counselling.together.together import Together

log = structlog.get_logger(__name__)
SILENT_FOR = timedelta(minutes=30)
"""So long what she wrote may wait for the inbox: long for her, short for who is just typing."""
LOOK_EVERY = 60.0  # seconds


class InboxWatch:
    """Gives those back whom nobody answers. One service looks, the others stand by."""

    def __init__(
        self,
        store: Store,
        announcer: Announcer,
        faq: Callable[[], FaqSet],
        together: Together,
        now: Clock = utc_now,
    ) -> None:
        self._store = store
        self._announcer = announcer
        self._faq = faq
        self._together = together
        self._now = now
        self._beside = Beside()

    def start(self) -> None:
        """Look every minute from now on."""
        self._beside.begin(only_here(self._together, "inbox watch", self._keep))

    async def close(self) -> None:
        """Stop looking."""
        await self._beside.stop()

    async def look(self) -> None:
        """Look once."""
        for conversation_id in await self._unanswered():
            await self._give_back(conversation_id)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look()
            except Exception:  # the next look finds them
                log.exception("who waits in the inbox could not be looked for")

    @finishes
    async def _unanswered(self) -> list[str]:
        async with self._store.read() as tx:
            return await tx.inbox.unanswered(before=self._now() - SILENT_FOR)

    @finishes
    async def _give_back(self, conversation_id: str) -> None:
        """Looked at again: somebody may have answered, or taken her at the desk, meanwhile."""
        async with self._store.write() as tx:
            conversation = await tx.conversations.get(conversation_id)
            late = await tx.inbox.unanswered(before=self._now() - SILENT_FOR)
            if conversation is None or conversation_id not in late:
                return
            scribe = Scribe(tx, conversation, self._now)
            await elsewhere.give_back(scribe)
            if conversation.assistant_may_speak:
                await self._say_so(scribe)
            await tx.conversations.save(conversation)
        self._announcer.announce(scribe)
        self._announcer.announce_lost(conversation)

    async def _say_so(self, scribe: Scribe) -> None:
        """It answers what she wrote, so it waits for no hour, unless she has named hours."""
        faq, conversation = self._faq(), scribe.conversation
        language = conversation.language or "vi"
        hours = (await scribe.tx.hers.wish(conversation.id)).safe_contact
        await scribe.write(
            Sender.SYSTEM,
            faq.lines.say("inbox_silent", language),
            choices=(offers.person(faq, language),),
            unasked=HANDLER if hours else None,
        )
