"""A woman who sends pictures and files."""

from collections.abc import AsyncIterable, AsyncIterator

import pytest

from counselling.attachments.attachment import Arrival
from counselling.channels import Receipt
from counselling.conversations import Message, Sender
from tests.counselling.attachments.samples import png, stream
from tests.counselling.cast import Woman


class NeverRead:
    """Bytes that must not be fetched."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        pytest.fail("fetched without need")


async def sends(
    woman: Woman,
    content: bytes | AsyncIterable[bytes] | None = None,
    *,
    id: str | None = None,  # noqa: A002  # the channel's own
    **more: object,
) -> Receipt:
    """One file, as a connector hands it in; the one grey picture unless another is given."""
    woman.count += 1
    external_id = id or f"file-{woman.count}"
    arrival = Arrival(woman.channel, woman.address, external_id, **more)  # type: ignore[arg-type]
    content = stream(png()) if content is None else content
    receipt = await woman.office.attachments.receive(arrival, content)
    await woman.office.turns.settle()
    await woman.office.outbox.settle()
    return receipt


async def last_to_her(woman: Woman) -> Message:
    return next(m for m in reversed(await woman.reads()) if m.sender is not Sender.WOMAN)
