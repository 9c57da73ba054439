"""Around the ways to the assistant and out to her: how long each took, and what failed."""

import time
from collections.abc import Callable, Sequence

from app.measuring.figures import Figures
from counselling.assistant import Answered, Assistant, AssistantUnavailable, Turn
from counselling.channels import Channel, DeliveryError, Outbound
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
            _count_sending(figures, channel)
            return channel

        return made

    return [around(make) for make in ways]


def _count_sending(figures: Figures, channel: Channel) -> None:
    """The channel stays itself, with whatever else it can do: only its ``send`` is counted."""
    send, count, name = channel.send, figures.deliveries, channel.name

    async def counted(outbound: Outbound) -> None:
        try:
            await send(outbound)
        except DeliveryError as error:
            result = "gone" if error.gone else "refused" if error.permanent else "failed"
            count.labels(name, result).inc()
            raise
        count.labels(name, "delivered").inc()

    channel.send = counted  # type: ignore[method-assign]  # see above
