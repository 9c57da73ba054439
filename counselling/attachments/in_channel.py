"""What else there is to do with one that came by a channel without a page of ours around it."""

from datetime import datetime

from counselling.attachments.attachment import Arrival
from counselling.faq import FaqSet
from counselling.in_the_chat import InTheChat
from counselling.scribe import Scribe
from counselling.store.transaction import Transaction
from counselling.taking_in import is_back


async def arrived_before(tx: Transaction, arrival: Arrival) -> bool:
    """Whether this delivery was settled before, perhaps in a conversation that she erased."""
    return bool(arrival.delivery) and await tx.channels.arrived_before(
        arrival.channel, arrival.delivery or ""
    )


async def note_arrival(tx: Transaction, arrival: Arrival, *, at: datetime) -> None:
    """It is settled with the transaction."""
    if arrival.delivery:
        await tx.channels.note_arrival(arrival.channel, arrival.delivery, at=at)


async def greet(scribe: Scribe, arrival: Arrival) -> None:
    """Her language, as far as it is known, and that she can be reached."""
    conversation = scribe.conversation
    if arrival.language:
        conversation.speak(arrival.language, chosen=True)
    elif arrival.guess and not conversation.language:
        conversation.speak(arrival.guess, chosen=False)
    await is_back(scribe)


async def note_outside(scribe: Scribe, arrival: Arrival, seq: int) -> None:
    """By what name the channel deletes it when she erases."""
    if arrival.outside_id:
        at = scribe.now()
        await scribe.tx.channels.note_outside(scribe.conversation, seq, arrival.outside_id, at=at)


async def welcome(scribe: Scribe, arrival: Arrival, in_the_chat: InTheChat, faq: FaqSet) -> None:
    """First contact: where no page says who reads, the chat does."""
    if scribe.conversation.last_seq == 1 and not arrival.page:
        await in_the_chat.welcome(scribe, faq)


async def delete_outside(tx: Transaction, arrival: Arrival, *, at: datetime) -> None:
    """She erased everything while it was fetched: it goes from her chat too."""
    if arrival.outside_id:
        chat = arrival.channel, arrival.address
        await tx.channels.clear(*chat, arrival.outside_id, since=at, now=at)
