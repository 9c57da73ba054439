"""Around the ways to the assistant and out to her: how long each took, and what failed."""

import time
from collections.abc import Callable, Sequence

from app.measuring.figures import Figures
from counselling.assistant import Answered, Assistant, AssistantUnavailable, Turn
from counselling.channels import Channel, Clears, DeliveryError, Outbound
from counselling.live import Live


class MeasuredAssistant:
    """An assistant, timed."""

    def __init__(self, figures: Figures, assistant: Assistant) -> None:
        self._asking = figures.asking
        self._assistant = assistant

    async def answer(self, turn: Turn) -> Answered:
        """As the assistant's."""
        began, result = time.perf_counter(), "failed"
        try:
            answered = await self._assistant.answer(turn)
            result = "answered"
        except AssistantUnavailable as error:
            result = "not_ready" if error.soon else "unavailable"
            raise
        finally:
            self._asking.labels(result).observe(time.perf_counter() - began)
        return answered


def measured_channels(
    figures: Figures, ways: Sequence[Callable[[Live], Channel]], names: list[str]
) -> list[Callable[[Live], Channel]]:
    """The same ways, each counted; ``names`` becomes those of the channels made."""

    def around(make: Callable[[Live], Channel]) -> Callable[[Live], Channel]:
        def made(live: Live) -> Channel:
            channel = make(live)
            names.append(channel.name)
            kind = _MeasuredClearing if isinstance(channel, Clears) else _MeasuredChannel
            return kind(figures, channel)

        return made

    return [around(make) for make in ways]


class _MeasuredChannel:
    """A channel, counted."""

    def __init__(self, figures: Figures, channel: Channel) -> None:
        self.name, self.pushes = channel.name, channel.pushes
        self._count = figures.deliveries
        self._channel = channel

    async def send(self, outbound: Outbound) -> None:
        """As the channel's."""
        try:
            await self._channel.send(outbound)
        except DeliveryError as error:
            result = "gone" if error.gone else "refused" if error.permanent else "failed"
            self._count.labels(self.name, result).inc()
            raise
        self._count.labels(self.name, "delivered").inc()


class _MeasuredClearing(_MeasuredChannel):
    """One that can delete, too."""

    async def clear(self, address: str, outside_ids: Sequence[str]) -> None:
        """As the channel's."""
        if isinstance(self._channel, Clears):
            await self._channel.clear(address, outside_ids)
