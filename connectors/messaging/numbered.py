"""Choices where a platform has few or no buttons: numbered lines that she answers with a digit.

What a digit, or the words of a label, mean is the office's to know, not the platform's.
"""

from counselling.conversations import Message


def with_numbers(message: Message) -> str:
    """The message's text, its choices numbered from 1 beneath it."""
    if not message.choices:
        return message.text
    lines = (f"{number}. {choice.label}" for number, choice in enumerate(message.choices, 1))
    return "\n".join((message.text, "", *lines))
