"""A picture or file is asked for only when it may be kept, again where the net broke."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

import structlog

from counselling.attachments.attachment import Arrival
from counselling.attachments.receiving import AttachmentReception

log = structlog.get_logger(__name__)
WAITS = (1.0, 5.0, 15.0, 30.0)  # seconds between the tries; after the last one she is told


class NotFetched(Exception):
    """No bytes, or not all. ``wait``: seconds that the platform asks us to pause."""

    def __init__(self, kind: str, wait: float = 0.0) -> None:
        super().__init__(kind)
        self.wait = wait


async def fetch_and_hand_in(
    attachments: AttachmentReception,
    arrival: Arrival,
    content: Callable[[], AsyncGenerator[bytes]],
) -> None:
    """Hand it in with its bytes, or without them where none can be had; raises NotSaved."""
    for wait in (*WAITS, None):
        try:
            async with aclosing(content()) as pieces:
                await attachments.receive(arrival, pieces)
        except (NotFetched, TimeoutError) as error:
            kind = str(error) or type(error).__name__
            log.info("file not fetched", channel=arrival.channel, error=kind)
            if wait is not None:
                asked = error.wait if isinstance(error, NotFetched) else 0.0
                await asyncio.sleep(max(wait, asked))
        else:
            return
    await attachments.lost(arrival)
