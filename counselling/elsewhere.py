"""Somebody of the office answers her in the platform's own inbox: then the assistant is silent.

What is written there comes as an event and stands in her conversation, so that the desk reads both
sides, and a number she sends answers them and no older offer of ours. The assistant speaks again
once she taps something of ours, once the inbox gives her back, once nobody there has answered her
for half an hour (inbox_watch.py), or once nobody has written from there for a day. She is told that
it is a machine then. Danger is answered at any time.
"""

from datetime import timedelta

from counselling.conversations import Choice, Sender
from counselling.faq import FaqSet
from counselling.scribe import Scribe

OVER_AFTER = timedelta(hours=24)
"""As long as the standard window of Messenger: after it no inbox can answer her plainly."""
WRITTEN_THERE = "inbox"
"""What stands as ``choice`` of a counsellor's message that was written there."""


def is_over(scribe: Scribe, tap: Choice | None) -> bool:
    """Whether the assistant answers her again with what she sends now."""
    since = scribe.conversation.elsewhere_since
    return since is not None and (tap is not None or scribe.now() - since > OVER_AFTER)


async def take_over(scribe: Scribe, said: str, external_id: str | None) -> None:
    """She is answered there from now on, with ``said``: the assistant owes her nothing."""
    conversation = scribe.conversation
    if said.strip():
        await scribe.note_said(said, choice=WRITTEN_THERE, external_id=external_id)
        await scribe.tx.conversations.save(conversation)
    await scribe.tx.conversations.mark_elsewhere(conversation, since=scribe.now())
    await scribe.tx.messages.drop_turns(conversation.id)


async def give_back(scribe: Scribe) -> None:
    """The assistant answers her again."""
    await scribe.tx.conversations.mark_elsewhere(scribe.conversation, since=None)


async def say_so(scribe: Scribe, faq: FaqSet) -> None:
    """That she talks with a machine again."""
    text = faq.lines.say("handed_back", scribe.conversation.language or "vi")
    await scribe.write(Sender.SYSTEM, text)
