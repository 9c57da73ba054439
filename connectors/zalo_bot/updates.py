"""What arrives from the Zalo Bot Platform, narrowed to what it is for us.

Events and their fields: https://bot.zaloplatforms.com/docs/webhook/ (the same text at
https://docs.zaloplatforms.com/docs/BOT/webhook). A delivery has no id of its own there, so the
message's serves.
"""

from collections.abc import Sequence

from connectors.messaging.arrivals import Arrival, Delivery, Filed, Said, Unreadable
from connectors.messaging.fields import Json, object_of, read_object, text_of
from connectors.messaging.handing_in import command_in

_UNREADABLE = {
    "message.sticker.received": "sticker",
    "message.voice.received": "voice",
    # Files, and all that people send whom Zalo protects, such as children.
    "message.unsupported.received": "other",
}


def read(body: bytes) -> Sequence[Delivery]:
    """What a webhook or getUpdates brings: one event, in an envelope or bare; never raises."""
    brought = read_object(body)
    inside = object_of(brought.get("result")) or brought
    message = object_of(inside.get("message"))
    chat, author = object_of(message.get("chat")), object_of(message.get("from"))
    name, number = text_of(chat.get("id")), text_of(message.get("message_id"))
    if not (name and number) or chat.get("chat_type") == "GROUP" or author.get("is_bot") is True:
        return ()
    return (
        Delivery(number[:60], _narrow(text_of(inside.get("event_name")), name, number, message)),
    )


def _narrow(event: str, chat: str, number: str, message: Json) -> Arrival:
    text, caption = text_of(message.get("text")), text_of(message.get("caption"))
    own_id = f"m{number}"[:60]
    if event == "message.text.received":
        return Said(chat, own_id, None, text, choice=command_in(text))
    if event == "message.image.received":
        # "photo" in the documentation, "photo_url" in what some have seen arrive
        url = text_of(message.get("photo")) or text_of(message.get("photo_url"))
        return Filed(chat, own_id, None, url, number, "photo", caption=caption)
    if kind := _UNREADABLE.get(event):
        return Unreadable(chat, own_id, None, kind, caption)
    return Arrival(chat)
