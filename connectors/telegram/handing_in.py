"""An arrival as the reception takes it: one place for which command is which choice."""

from connectors.telegram.addresses import Addresses
from connectors.telegram.channel import CHANNEL
from connectors.telegram.keyboards import button_of
from connectors.telegram.splitting import split
from connectors.telegram.updates import Commanded, Filed, Said, Tapped, Unreadable
from counselling.attachments.attachment import Arrival
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


def inbounds(
    arrival: Said | Commanded | Tapped | Unreadable | Filed, update_id: int, addresses: Addresses
) -> list[Inbound]:
    """What she sent; several for a text longer than the reception takes. Of a file: her words."""
    return [
        Inbound(
            CHANNEL,
            addresses.seal(arrival.chat),
            _numbered(arrival.id, number),
            text,
            choice=COMMANDS.get(arrival.name) if isinstance(arrival, Commanded) else None,
            button=button_of(arrival.data) if isinstance(arrival, Tapped) else None,
            delivery=_numbered(str(update_id), number),
            outside_id=None if isinstance(arrival, Tapped) else str(arrival.message_id),
            guess=language_of(arrival.language),
            unreadable=arrival.kind if isinstance(arrival, Unreadable) else None,
            page=False,
        )
        for number, text in enumerate(_texts(arrival))
    ]


def attachment(filed: Filed, update_id: int, addresses: Addresses) -> Arrival:
    """The file without her words. An edited message brings the same one: its name tells."""
    return Arrival(
        CHANNEL,
        addresses.seal(filed.chat),
        f"f{filed.message_id}.{filed.unique_id}"[:64],
        filed.looks,
        filed.name,
        filed.size,
        delivery=f"{update_id}.file",
        outside_id=str(filed.message_id),
        guess=language_of(filed.language),
        page=False,
    )


def language_of(code: str | None) -> Language:
    """The language of her Telegram, as a first guess."""
    found = (code or "")[:2].lower()
    return next((language for language in LANGUAGES if language == found), "vi")


def _texts(arrival: Said | Commanded | Tapped | Unreadable | Filed) -> list[str]:
    if isinstance(arrival, Unreadable):
        return [arrival.caption]
    if isinstance(arrival, Filed):
        return split(arrival.caption, LONGEST_TEXT) if arrival.caption.strip() else []
    if isinstance(arrival, Said):
        return split(arrival.text, LONGEST_TEXT)
    if isinstance(arrival, Commanded) and arrival.name not in COMMANDS:
        return split(arrival.text, LONGEST_TEXT)
    return [""]


def _numbered(name: str, number: int) -> str:
    return f"{name}.{number}" if number else name
