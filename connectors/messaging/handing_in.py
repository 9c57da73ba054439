"""An arrival as the reception takes it."""

from connectors.messaging.arrivals import Filed, Hers, Said, Tapped, Unreadable
from connectors.messaging.splitting import split
from counselling.attachments.attachment import Arrival as AttachmentArrival
from counselling.channels import Inbound
from counselling.conversations import LANGUAGES, Language
from counselling.reception import LONGEST_TEXT

COMMANDS = {
    "start": "start",
    "help": "help",
    "language": "language",
    "human": "person",
    "erase": "erase",
}
"""What each command is for the office. Any other text with a stroke is her text."""


def inbounds(channel: str, address: str, arrival: Hers, delivery: str) -> list[Inbound]:
    """What she sent; several for a text longer than the reception takes. Of a file: her words.

    ``address``: the chat's lasting name.
    """
    return [
        Inbound(
            channel,
            address,
            _numbered(arrival.id, number),
            text,
            choice=arrival.choice if isinstance(arrival, Said) else None,
            button=arrival.button if isinstance(arrival, Tapped) else None,
            delivery=_numbered(delivery, number),
            outside_id=None if isinstance(arrival, Tapped) else arrival.message_id,
            guess=language_of(arrival.language),
            unreadable=arrival.kind if isinstance(arrival, Unreadable) else None,
            page=False,
        )
        for number, text in enumerate(_texts(arrival))
    ]


def attachment(channel: str, address: str, filed: Filed, delivery: str) -> AttachmentArrival:
    """The file without her words. An edited message brings the same one: its name tells."""
    return AttachmentArrival(
        channel,
        address,
        f"f{filed.message_id or filed.id}.{filed.unique_id}"[:64],
        filed.looks,
        filed.name,
        filed.size,
        delivery=f"{delivery}.file",
        outside_id=filed.message_id,
        guess=language_of(filed.language),
        page=False,
    )


def command_in(text: str) -> str | None:
    """The choice that a text such as ``/help`` stands for, where commands are typed."""
    return COMMANDS.get(text.strip().lower().removeprefix("/")) if text[:1] == "/" else None


def language_of(code: str | None) -> Language:
    """The language of her device, as a first guess."""
    found = (code or "")[:2].lower()
    return next((language for language in LANGUAGES if language == found), "vi")


def _texts(arrival: Hers) -> list[str]:
    if isinstance(arrival, Unreadable):
        return [arrival.caption]
    if isinstance(arrival, Filed):
        return split(arrival.caption, LONGEST_TEXT) if arrival.caption.strip() else []
    if isinstance(arrival, Said) and not arrival.choice:
        return split(arrival.text, LONGEST_TEXT)
    return [""]


def _numbered(name: str, number: int) -> str:
    return f"{name}.{number}" if number else name
