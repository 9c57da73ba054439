"""One open screen of hers: what it has seen, and what happens in the chat meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack

import structlog

from connectors.webchat import replies
from connectors.webchat.chat import WebChat
from connectors.webchat.replies import Frame
from connectors.webchat.visits import Visit
from counselling.conversations import Message, Sender
from counselling.live import Erased, Event, MessageAdded, MoreToRead, Resync, StateChanged, Typing

log = structlog.get_logger(__name__)


class Screen:
    """Shows each message once and in order. ``show`` sends a frame, ``fail`` ends the line."""

    def __init__(
        self,
        chat: WebChat,
        visit: Visit,
        show: Callable[[Frame], Awaitable[None]],
        fail: Callable[[], Awaitable[None]],
    ) -> None:
        self.visit = visit
        # Held by whoever writes, so that an ack always comes before the message it speaks of.
        self.turn = asyncio.Lock()
        self._chat = chat
        self._show = show
        self._fail = fail
        self._subscription = ExitStack()
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._watcher: asyncio.Task[None] | None = None
        self._last = 0

    @property
    def is_open(self) -> bool:
        """Whether she has said hello."""
        return self._watcher is not None

    @property
    def in_conversation(self) -> bool:
        """Whether it shows a conversation that exists."""
        return self._last > 0

    async def open(self, visit: Visit, after: int) -> None:
        """Show what she missed since message ``after``, then everything as it happens."""
        await self.close()
        self.visit = visit
        # Listening before reading: what arrives in between is seen twice, never missed.
        self._listen()
        missed = await self._chat.missed(visit, after)
        if missed.gone:
            await self._begin_anew()
        else:
            self._last = missed.after
            await self._show(replies.welcome(visit.token))
            await self._show_all(missed.messages)
        self._watcher = asyncio.create_task(self._watch())

    async def clear(self) -> None:
        """Go on with a fresh, empty session."""
        await self.close()
        await self._begin_anew()
        self._watcher = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Stop watching."""
        self._subscription.close()
        if self._watcher is not None:
            self._watcher.cancel()
            await asyncio.wait({self._watcher})
            self._watcher = None

    def _listen(self) -> None:
        self._subscription.close()
        self._events = self._subscription.enter_context(
            self._chat.live.subscribe(self._chat.topic(self.visit))
        )

    async def _begin_anew(self) -> None:
        self.visit = self.visit.renewed()
        self._last = 0
        self._listen()
        await self._show(replies.welcome(self.visit.token))
        await self._show_all([])

    async def _watch(self) -> None:
        try:
            while True:
                event = await self._events.get()
                async with self.turn:
                    await self._take(event)
        except ConnectionResetError:
            log.debug("webchat reader gone")
        except Exception as error:  # noqa: BLE001  # whatever it was, she comes back
            log.error("webchat screen failed", error=type(error).__name__)
            await self._fail()

    async def _take(self, event: Event) -> None:
        match event:
            case MessageAdded(message) if message.seq == self._last + 1:
                await self._show_message(message)
            case MessageAdded(message) if message.seq > self._last:
                await self._read_anew()  # an earlier one is still on its way: show both
            case StateChanged(state):
                await self._show(replies.state(state))
            case Typing(sender) if sender is not Sender.WOMAN:
                await self._show(replies.typing(sender))
            case Erased():
                await self._begin_anew()
            case MoreToRead() | Resync():
                await self._read_anew()

    async def _read_anew(self) -> None:
        missed = await self._chat.missed(self.visit, self._last)
        if missed.gone:
            await self._begin_anew()
        else:
            await self._show_all(missed.messages)

    async def _show_all(self, messages: list[Message]) -> None:
        for message in messages:
            await self._show_message(message)
        await self._show(await self._chat.state(self.visit))

    async def _show_message(self, message: Message) -> None:
        self._last = message.seq
        await self._show(replies.message(message))
