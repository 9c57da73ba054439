"""Choices as an inline keyboard, and what a tapped button stands for."""

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from counselling.channels import Button
from counselling.conversations import Message

# A button carries 1 to 64 bytes, and an entry's name is longer: it carries the message's number
# and its own. https://core.telegram.org/bots/api#inlinekeyboardbutton
_DATA = re.compile(r"([0-9]{1,15})\.([0-9]{1,3})\.([0-9a-f]{8})")
_MARK = 8  # signs of the conversation's id: enough to tell hers from one she erased
_BESIDE_EACH_OTHER = 20  # signs of the two labels together that still fit a small screen


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The message's choices as buttons; None if it has none."""
    if not message.choices:
        return None
    buttons = [
        InlineKeyboardButton(
            choice.label, callback_data=f"{message.seq}.{index}.{message.conversation_id[:_MARK]}"
        )
        for index, choice in enumerate(message.choices)
    ]
    return InlineKeyboardMarkup(_rows(buttons))


def button_of(data: str | None) -> Button | None:
    """The button she tapped; None for what is no button of ours."""
    found = _DATA.fullmatch(data or "")
    return Button(int(found[1]), int(found[2]), found[3]) if found else None


def _rows(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """A row a button; but yes and no stand side by side, of equal size, where they fit."""
    if len(buttons) == 2 and sum(len(button.text) for button in buttons) <= _BESIDE_EACH_OTHER:
        return [buttons]
    return [[button] for button in buttons]
