"""Somebody of the office answers her in the platform's own inbox: then the assistant is silent.

It speaks again once she taps something of ours, once the inbox gives her back, or once nobody has
written to her from there for a day. She is told that it is a machine then. Danger is answered at
any time: nobody at the desk sees what is said there.
"""

from datetime import timedelta

from counselling.conversations import Choice, Sender
from counselling.faq import FaqSet
from counselling.scribe import Scribe

OVER_AFTER = timedelta(hours=24)
"""As long as the standard window of Messenger: after it no inbox can answer her plainly."""


def is_over(scribe: Scribe, tap: Choice | None) -> bool:
    """Whether the assistant answers her again with what she sends now."""
    since = scribe.conversation.elsewhere_since
    return since is not None and (tap is not None or scribe.now() - since > OVER_AFTER)


async def take_over(scribe: Scribe) -> None:
    """She is answered there from now on: the assistant owes her nothing."""
    conversation = scribe.conversation
    await scribe.tx.conversations.mark_elsewhere(conversation, since=scribe.now())
    await scribe.tx.messages.drop_turns(conversation.id)


async def give_back(scribe: Scribe) -> None:
    """The assistant answers her again."""
    await scribe.tx.conversations.mark_elsewhere(scribe.conversation, since=None)


async def say_so(scribe: Scribe, faq: FaqSet) -> None:
    """That she talks with a machine again."""
    text = faq.lines.say("handed_back", scribe.conversation.language or "vi")
    await scribe.write(Sender.SYSTEM, text)
