"""The way in: each delivery becomes what it is for us and is stored before it is confirmed."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Sequence
from functools import partial

import structlog

from connectors.messaging.addresses import Addresses
from connectors.messaging.arrivals import (
    Arrival,
    Delivery,
    Elsewhere,
    Filed,
    Left,
    Said,
    Tapped,
    Unreadable,
)
from connectors.messaging.fetching import fetch_and_hand_in
from connectors.messaging.habits import Habits
from connectors.messaging.handing_in import attachment, inbounds, language_of
from connectors.messaging.under_way import IN_PLACE, UnderWay
from counselling.attachments.receiving import AttachmentReception
from counselling.reception import NotSaved, Reception, Refused

log = structlog.get_logger(__name__)
MOST_TRIES = 5  # of a delivery that fails in a way nobody foresaw


class Intake:
    """Takes deliveries in: side by side for different chats, one after the other within a chat.

    Only files, once they are being fetched, hold up nothing: neither other chats nor hers.
    """

    def __init__(
        self,
        channel: str,
        habits: Habits,
        reception: Reception,
        attachments: AttachmentReception,
        under_way: UnderWay,
        addresses: Addresses,
    ) -> None:
        self.channel = channel
        self._habits = habits
        self._reception = reception
        self._attachments = attachments
        self.under_way = under_way
        self._addresses = addresses
        self._failed: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()

    async def take_all(self, deliveries: Sequence[Delivery]) -> set[str]:
        """The ids of those that are stored or need not be.

        Of the others some are ``under_way``; hand them in again to learn what came of them.
        """
        by_chat: dict[str, list[Delivery]] = defaultdict(list)
        for delivery in deliveries:
            by_chat[delivery.arrival.chat].append(delivery)
        taken = await asyncio.gather(*map(self._take_in_order, by_chat.values()))
        return set().union(*taken)

    async def take_to_the_end(self, deliveries: Sequence[Delivery]) -> bool:
        """Whether all are stored or need not be, once nothing of them is under way."""
        left = list(deliveries)
        while True:
            taken = await self.take_all(left)
            left = [delivery for delivery in left if delivery.id not in taken]
            fetching = [delivery.id for delivery in left if delivery.id in self.under_way]
            if not fetching:
                return not left
            await self.under_way.wait(fetching, None)

    async def _take_in_order(self, deliveries: Sequence[Delivery]) -> set[str]:
        """The deliveries that were taken: after a failure no later one of this chat is."""
        taken: set[str] = set()
        begun: list[str] = []
        for delivery in deliveries:
            if begun and not isinstance(delivery.arrival, Filed):
                await self.under_way.wait(begun, IN_PLACE)
                begun.clear()
            known = delivery.id in self.under_way
            if await self._take(delivery):
                taken.add(delivery.id)
            elif delivery.id not in self.under_way:
                break
            elif not known:
                begun.append(delivery.id)
        return taken

    async def _take(self, delivery: Delivery) -> bool:
        if delivery.id in self.under_way:
            return bool(self.under_way.ended(delivery.id))
        self.counts[type(delivery.arrival).__name__] += 1
        if isinstance(delivery.arrival, Filed):
            return await self._begin_file(delivery.id, delivery.arrival)
        return await self._ends_well(delivery.id, self._hand_in(delivery.id, delivery.arrival))

    async def _begin_file(self, delivery_id: str, filed: Filed) -> bool:
        """Her words first: no danger in them waits for a file."""
        words = self._receive(delivery_id, filed)
        if await self._ends_well(delivery_id, words):
            self.under_way.begin(delivery_id, partial(self._take_file, delivery_id, filed))
        return False

    async def _take_file(self, delivery_id: str, filed: Filed) -> bool:
        arrival = attachment(self.channel, self._addresses.seal(filed.chat), filed, delivery_id)
        content = partial(self._habits.content, filed.file)
        handing_in = fetch_and_hand_in(self._attachments, arrival, content)
        return await self._ends_well(delivery_id, handing_in)

    async def _ends_well(self, delivery_id: str, handing_in: Awaitable[None]) -> bool:
        try:
            await handing_in
        except NotSaved:
            return False
        except Exception as error:  # noqa: BLE001  # it comes again; one must not stop all for ever
            log.error("delivery failed", channel=self.channel, error=type(error).__name__)
            self._failed[delivery_id] += 1
            return self._failed[delivery_id] >= MOST_TRIES
        self._failed.pop(delivery_id, None)
        return True

    async def _hand_in(self, delivery_id: str, arrival: Arrival) -> None:
        match arrival:
            case Tapped():
                await self._tap(delivery_id, arrival)
            case Said() | Unreadable():
                await self._receive(delivery_id, arrival)
            case Left(gone=True):
                await self._reception.lost_her(self.channel, self._addresses.seal(arrival.chat))
            case Elsewhere():
                where = self.channel, self._addresses.seal(arrival.chat)
                there = {"said": arrival.said, "delivery": delivery_id}
                await self._reception.answered_elsewhere(*where, staff=arrival.staff, **there)
            case _:
                await self._habits.take_apart(arrival)

    async def _receive(self, delivery_id: str, arrival: Said | Unreadable | Filed) -> None:
        address = self._addresses.seal(arrival.chat)
        for inbound in inbounds(self.channel, address, arrival, delivery_id):
            try:
                receipt = await self._reception.receive(inbound)
            except NotSaved:
                raise
            except Refused as refused:  # nothing to read in it
                log.info("message refused", channel=self.channel, code=refused.code)
            else:
                if receipt.notice:  # a choice of hers, in words
                    await self._habits.tell(arrival.chat, receipt.notice)

    async def _tap(self, delivery_id: str, tapped: Tapped) -> None:
        address = self._addresses.seal(tapped.chat)
        [inbound] = inbounds(self.channel, address, tapped, delivery_id)
        try:
            said = (await self._reception.receive(inbound)).notice
        except NotSaved:
            raise
        except Refused:
            state = await self._reception.state(self.channel, address)
            language = state.language or language_of(tapped.language)
            said = self._reception.say("button_is_old", language)
        await self._habits.answer_tap(tapped, said)
