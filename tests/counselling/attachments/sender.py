"""A woman who sends pictures and files."""

from collections.abc import AsyncIterable

from counselling.attachments.attachment import Arrival
from counselling.channels import Receipt
from tests.counselling.attachments.samples import png, stream
from tests.counselling.cast import Woman


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
