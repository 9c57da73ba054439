"""What the socket and its HTTP twin share: limits, the way to the reception, catching up."""

from dataclasses import dataclass

import structlog

from connectors.webchat import replies
from connectors.webchat.frames import BadFrame, Choose, Say
from connectors.webchat.regulars import Regulars
from connectors.webchat.replies import Frame
from connectors.webchat.rules import CHANNEL, Rules
from connectors.webchat.visits import Visit
from connectors.webchat.way_back import WayBack
from connectors.webchat.words import error_text
from counselling.channels import Inbound
from counselling.conversations import Message
from counselling.live import Live, chat_topic
from counselling.reception import PART, NotSaved, Reception, Refused
from counselling.returning.returning import Returning

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Missed:
    """What a screen has not seen. ``gone``: the conversation it knew exists no longer."""

    messages: list[Message]
    after: int
    gone: bool = False


class WebChat:
    """The web chat behind every socket and request."""

    def __init__(
        self,
        reception: Reception,
        live: Live,
        rules: Rules | None = None,
        *,
        returning: Returning,
    ) -> None:
        self.live = live
        self.rules = rules or Rules()
        self.way_back = WayBack(returning, self.rules)
        self._reception = reception
        self._per_session = self.rules.session_rate.buckets()
        self._per_network = self.rules.network_rate.buckets()
        self._regulars = Regulars(self.rules.regulars, self.rules.regular_for)
        self._per_regular = self.rules.regular_rate.buckets()

    def charge(self, visit: Visit) -> float:
        """Count one frame; the seconds to wait if it is one too many, else 0.0."""
        wait = self._per_session.take(visit.address)
        if wait or visit.network is None:
            return wait
        wait = self._per_network.take(visit.network)
        if wait and self._regulars.has(visit.network, visit.address):
            wait = self._per_regular.take(visit.address)
        return wait

    def charge_handshake(self, network: str | None) -> float:
        """Count one new socket; the seconds to wait if it is one too many, else 0.0."""
        return self._per_network.take(network) if network else 0.0

    async def hear(self, visit: Visit, frame: Say | Choose) -> Frame:
        """Hand in what she sent: an ack once it is stored; raises BadFrame naming her frame."""
        text = frame.text if isinstance(frame, Say) else ""
        choice = frame.choice if isinstance(frame, Choose) else None
        inbound = Inbound(CHANNEL, visit.address, frame.id, text, choice, visit.chosen)
        try:
            receipt = await self._reception.receive(inbound)
        except NotSaved as refused:
            raise BadFrame(refused.code, frame.id, refused.numbers) from refused
        except Refused as refused:
            raise BadFrame(refused.code, frame.id) from refused
        self._note(visit)
        return replies.ack(frame.id, receipt.seq)

    async def erase(self, visit: Visit) -> None:
        """Delete everything of this session; raises BadFrame."""
        try:
            await self._reception.erase(CHANNEL, visit.address)
        except Refused as refused:
            raise BadFrame(refused.code) from refused

    async def missed(self, visit: Visit, after: int) -> Missed:
        """Everything after message ``after``.

        An ``after`` of a conversation that was erased meanwhile is told apart from one that is
        merely up to date, or her screen would wait for numbers that begin anew.
        """
        messages = await self._history(visit, after)
        if messages:
            self._note(visit)
        if messages or after == 0:
            return Missed(messages, after)
        if await self._history(visit, after - 1):
            return Missed([], after)
        known = await self._history(visit, 0)
        return Missed([], known[-1].seq if known else 0, gone=not known)

    async def state(self, visit: Visit) -> Frame:
        """Who has her conversation now."""
        return replies.state(await self._reception.state(CHANNEL, visit.address))

    def refuse(self, visit: Visit, bad: BadFrame) -> Frame:
        """An error frame in her language."""
        log.info("webchat frame refused", code=bad.code)
        text = error_text(bad.code, visit.language, bad.numbers)
        return replies.error(bad.code, text, bad.frame_id)

    def topic(self, visit: Visit) -> str:
        """Where news of her chat is published."""
        return chat_topic(CHANNEL, visit.address)

    def _note(self, visit: Visit) -> None:
        if visit.network is not None:
            self._regulars.note(visit.network, visit.address)

    async def _history(self, visit: Visit, after: int) -> list[Message]:
        messages: list[Message] = []
        while True:
            part = await self._reception.history(CHANNEL, visit.address, after)
            messages += part
            if len(part) < PART:
                return messages
            after = part[-1].seq
