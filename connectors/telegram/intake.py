"""The way in: each update becomes what it is for us and is stored before it is confirmed."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Sequence
from functools import partial

import structlog
from telegram import Bot, Update
from telegram.error import TelegramError

from connectors.telegram.addresses import Addresses
from connectors.telegram.channel import CHANNEL
from connectors.telegram.files import Files
from connectors.telegram.handing_in import attachment, inbounds, language_of
from connectors.telegram.under_way import IN_PLACE, UnderWay
from connectors.telegram.updates import (
    Arrival,
    Commanded,
    Crowd,
    Filed,
    Membership,
    Said,
    Tapped,
    Unreadable,
    narrow,
)
from counselling.attachments.receiving import AttachmentReception
from counselling.reception import NotSaved, Reception, Refused

log = structlog.get_logger(__name__)
MOST_TRIES = 5  # of an update that fails in a way nobody foresaw


class Intake:
    """Takes updates in: side by side for different chats, one after the other within a chat.

    Only files, once they are being fetched, hold up nothing: neither other chats nor hers.
    """

    def __init__(
        self,
        bot: Bot,
        reception: Reception,
        attachments: AttachmentReception,
        files: Files,
        under_way: UnderWay,
        addresses: Addresses,
    ) -> None:
        self._bot = bot
        self._reception = reception
        self._attachments = attachments
        self._files = files
        self.under_way = under_way
        self._addresses = addresses
        self._failed: Counter[int] = Counter()
        self.counts: Counter[str] = Counter()

    async def take_all(self, updates: Sequence[Update]) -> set[int]:
        """The numbers of those that are stored or need not be.

        Of the others some are ``under_way``; hand them in again to learn what came of them.
        """
        by_chat: dict[int, list[tuple[int, Arrival]]] = defaultdict(list)
        for update in updates:
            arrival = narrow(update)
            by_chat[arrival.chat].append((update.update_id, arrival))
        taken = await asyncio.gather(*map(self._take_in_order, by_chat.values()))
        return set().union(*taken)

    async def take_to_the_end(self, update: Update) -> bool:
        """Whether it is stored or need not be, once nothing of it is under way."""
        number = update.update_id
        while not (taken := await self.take_all((update,))) and number in self.under_way:
            await self.under_way.wait((number,), None)
        return bool(taken)

    async def _take_in_order(self, arrivals: Sequence[tuple[int, Arrival]]) -> set[int]:
        """The updates that were taken: after a failure no later one of this chat is."""
        taken: set[int] = set()
        begun: list[int] = []
        for update_id, arrival in arrivals:
            if begun and not isinstance(arrival, Filed):
                await self.under_way.wait(begun, IN_PLACE)
                begun.clear()
            known = update_id in self.under_way
            if await self._take(update_id, arrival):
                taken.add(update_id)
            elif update_id not in self.under_way:
                break
            elif not known:
                begun.append(update_id)
        return taken

    async def _take(self, update_id: int, arrival: Arrival) -> bool:
        if update_id in self.under_way:
            return bool(self.under_way.ended(update_id))
        self.counts[type(arrival).__name__] += 1
        if isinstance(arrival, Filed):
            return await self._begin_file(update_id, arrival)
        return await self._ends_well(update_id, self._hand_in(update_id, arrival))

    async def _begin_file(self, update_id: int, filed: Filed) -> bool:
        """Her words first: no danger in them waits for a file."""
        words = self._receive(update_id, filed)
        if await self._ends_well(update_id, words):
            self.under_way.begin(update_id, partial(self._take_file, update_id, filed))
        return False

    async def _take_file(self, update_id: int, filed: Filed) -> bool:
        arrival = attachment(filed, update_id, self._addresses)
        handing_in = self._files.hand_in(self._attachments, arrival, filed.file_id)
        return await self._ends_well(update_id, handing_in)

    async def _ends_well(self, update_id: int, handing_in: Awaitable[None]) -> bool:
        try:
            await handing_in
        except NotSaved:
            return False
        except Exception as error:  # noqa: BLE001  # it comes again; one must not stop all for ever
            log.error("telegram update failed", error=type(error).__name__)
            self._failed[update_id] += 1
            return self._failed[update_id] >= MOST_TRIES
        self._failed.pop(update_id, None)
        return True

    async def _hand_in(self, update_id: int, arrival: Arrival) -> None:
        match arrival:
            case Tapped():
                await self._tap(update_id, arrival)
            case Commanded(name="id"):
                await self._tell_number(arrival.chat)
            case Said() | Commanded() | Unreadable():
                await self._receive(update_id, arrival)
            case Membership(blocked=True):
                await self._reception.lost_her(CHANNEL, self._addresses.seal(arrival.chat))
            case Crowd(gone=False):
                await self._leave(arrival.chat)

    async def _receive(
        self, update_id: int, arrival: Said | Commanded | Unreadable | Filed
    ) -> None:
        for inbound in inbounds(arrival, update_id, self._addresses):
            try:
                await self._reception.receive(inbound)
            except NotSaved:
                raise
            except Refused as refused:  # nothing to read in it
                log.info("telegram message refused", code=refused.code)

    async def _tap(self, update_id: int, tapped: Tapped) -> None:
        [inbound] = inbounds(tapped, update_id, self._addresses)
        said = None
        try:
            said = (await self._reception.receive(inbound)).notice
        except NotSaved:
            raise
        except Refused:
            state = await self._reception.state(CHANNEL, inbound.address)
            language = state.language or language_of(tapped.language)
            said = self._reception.say("button_is_old", language)
        try:
            await self._bot.answer_callback_query(tapped.id, text=said, show_alert=bool(said))
        except TelegramError as error:  # her screen stops waiting by itself after a while
            log.info("telegram tap not answered", error=type(error).__name__)

    async def _tell_number(self, chat: int) -> None:
        """The chat's own number: what duty.yml needs of a counsellor. Nothing of it is kept."""
        try:
            await self._bot.send_message(chat, str(chat))
        except TelegramError as error:
            log.info("telegram number not told", error=type(error).__name__)

    async def _leave(self, chat: int) -> None:
        try:
            await self._bot.leave_chat(chat)
        except TelegramError as error:
            log.info("telegram group not left", error=type(error).__name__)
