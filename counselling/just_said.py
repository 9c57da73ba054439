"""What she wrote in the last minutes, for the danger check to read with what she writes now."""

from datetime import datetime
from typing import NamedTuple

from counselling.conversations import Conversation, Sender
from counselling.safety.pieces import MOST, WITHIN, Piece
from counselling.store.store import Store

_LOOKED_AT = 4 * MOST  # the last messages, the assistant's among them


class JustSaid(NamedTuple):
    """Her conversation before the new message, if there is one, and the last she wrote in it."""

    conversation: Conversation | None = None
    pieces: tuple[Piece, ...] = ()


async def just_said(store: Store, channel: str, address: str, now: datetime) -> JustSaid:
    """Her last messages, oldest first: MOST at most, none older than WITHIN, no tapped choices."""
    async with store.read(brief=True) as tx:
        conversation = await tx.conversations.at(channel, address)
        last = await tx.messages.last(conversation.id, _LOOKED_AT) if conversation else []
    hers = [
        Piece(message.text, message.danger)
        for message in last
        if message.sender is Sender.WOMAN and not message.choice and now - message.at <= WITHIN
    ]
    return JustSaid(conversation, tuple(hers[-MOST:]))
