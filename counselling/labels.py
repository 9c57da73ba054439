"""What she tapped, and the words of it as she saw them."""

from counselling import heeding, offers
from counselling.channels import Button, Inbound
from counselling.conversations import Choice
from counselling.faq import FaqSet
from counselling.refused import UnknownChoice
from counselling.scribe import Scribe

CHOICES_FROM = 60  # the last messages whose choices may still be tapped
# The choices whose buttons are in sight from the start, and the lines of their labels.
_ALWAYS = {"person": "choice_person", offers.THEMES: "choice_themes", **heeding.MENU}


async def tapped(scribe: Scribe, inbound: Inbound, faq: FaqSet) -> Choice:
    """The choice she tapped, labelled as she saw it; raises UnknownChoice."""
    if inbound.button:
        return await _on_button(scribe, inbound.button)
    if inbound.choice in _ALWAYS:
        language = inbound.language or scribe.conversation.language or inbound.guess or "vi"
        return Choice(inbound.choice, faq.lines.say(_ALWAYS[inbound.choice], language))
    recent = await scribe.tx.messages.last(scribe.conversation.id, CHOICES_FROM)
    for message in reversed(recent):
        for choice in message.choices:
            if choice.id == inbound.choice:
                return choice
    raise UnknownChoice


async def _on_button(scribe: Scribe, button: Button) -> Choice:
    conversation = scribe.conversation
    # Numbers begin anew after an erasure: what an older conversation asked is not asked here.
    ours = conversation.id.startswith(button.of)
    if not ours or button.seq <= conversation.last_seq - CHOICES_FROM:
        raise UnknownChoice
    message = await scribe.tx.messages.get(conversation.id, button.seq)
    if message is None or button.place >= len(message.choices):
        raise UnknownChoice
    return message.choices[button.place]
