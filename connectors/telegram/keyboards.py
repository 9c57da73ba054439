"""Choices as an inline keyboard."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from connectors.messaging.buttons import button_data
from counselling.conversations import Message

_BESIDE_EACH_OTHER = 20  # signs of the two labels together that still fit a small screen


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The message's choices as buttons; None if it has none."""
    if not message.choices:
        return None
    # A button carries 1 to 64 bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton
    buttons = [
        InlineKeyboardButton(choice.label, callback_data=button_data(message, place))
        for place, choice in enumerate(message.choices)
    ]
    return InlineKeyboardMarkup(_rows(buttons))


def _rows(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """A row a button; but yes and no stand side by side, of equal size, where they fit."""
    if len(buttons) == 2 and sum(len(button.text) for button in buttons) <= _BESIDE_EACH_OTHER:
        return [buttons]
    return [[button] for button in buttons]
