"""What arrives from Messenger, narrowed to what it is for us.

https://developers.facebook.com/docs/messenger-platform/reference/webhook-events, one page a kind.
``standby`` has what came while the page's inbox or another app holds the conversation.
"""

import json
from collections.abc import Iterator, Sequence

from connectors.messaging.arrivals import (
    Arrival,
    Delivery,
    Elsewhere,
    Filed,
    Said,
    Tapped,
    Unreadable,
)
from connectors.messaging.buttons import button_of
from connectors.messaging.fields import Json, list_of, object_of, read_object, short, text_of
from connectors.messaging.handing_in import COMMANDS, command_in
from connectors.messenger.graph import OURS

# Stickers have a type of their own since August 2026 (messenger-platform/changelog, 1 June 2026).
_UNREADABLE = {"audio": "voice", "video": "video", "sticker": "sticker", "location": "location"}


def read(body: bytes) -> Sequence[Delivery]:
    """All that a call brings, in its order; never raises."""
    entries = map(object_of, list_of(read_object(body).get("entry")))
    events = (
        e for entry in entries for k in ("messaging", "standby") for e in list_of(entry.get(k))
    )
    return [found for event in events for found in _narrow(object_of(event))]


def _narrow(event: Json) -> Iterator[Delivery]:
    chat = text_of(object_of(event.get("sender")).get("id"))
    to = text_of(object_of(event.get("recipient")).get("id"))
    if not (chat and to):
        return
    match event:
        case {"message": dict(echo)} if echo.get("is_echo") is True:
            ours, said = echo.get("metadata") == OURS, text_of(echo.get("text"))
            by_hand = Elsewhere(to, staff=True, said=said)
            yield Delivery(_id(event, echo), Arrival(to) if ours else by_hand)
        case {"message": dict(message)}:
            yield from _message(chat, _id(event, message), message)
        case {"postback": dict(postback)}:
            yield _tap(chat, _id(event, postback), text_of(postback.get("payload")))
        case {"message_edit": dict(edit)}:
            name = f"{_id(event, edit)}.{text_of(edit.get('num_edit'))}"[:60]
            yield Delivery(name, Said(chat, name, None, text_of(edit.get("text"))))
        case {"take_thread_control": _} | {"pass_thread_control": _}:
            yield Delivery(_id(event, {}), Elsewhere(chat, staff="take_thread_control" in event))
        case _:
            yield Delivery(_id(event, {}), Arrival(chat))  # read, delivered, a reaction ...


def _message(chat: str, name: str, message: Json) -> Iterator[Delivery]:
    text = text_of(message.get("text"))
    if payload := text_of(object_of(message.get("quick_reply")).get("payload")):
        yield _tap(chat, name, payload)
    elif text:  # what comes beside a text is the preview of a link in it
        yield Delivery(name, Said(chat, name, None, text, choice=command_in(text)))
    else:
        for number, attachment in enumerate(list_of(message.get("attachments"))):
            own = f"{name}.{number}"
            yield Delivery(own, _attachment(chat, own, object_of(attachment)))


def _attachment(chat: str, name: str, attachment: Json) -> Arrival:
    payload = object_of(attachment.get("payload"))
    kind = "sticker" if payload.get("sticker_id") else text_of(attachment.get("type"))
    url = text_of(payload.get("url"))
    if url and kind in {"image", "file"}:
        return Filed(chat, name, None, url, name, "photo" if kind == "image" else "file")
    return Unreadable(chat, name, None, _UNREADABLE.get(kind, "other"))


def _tap(chat: str, name: str, payload: str) -> Delivery:
    if not payload:  # on standby the button is the inbox's to know
        return Delivery(name, Arrival(chat))
    if payload in COMMANDS.values():  # of the menu, or "Get started"
        return Delivery(name, Said(chat, name, None, "", choice=payload))
    return Delivery(name, Tapped(chat, name, button_of(payload)))


def _id(event: Json, inner: Json) -> str:
    """The message's own id; what has none is told apart by all that it says."""
    return short(text_of(inner.get("mid")) or json.dumps(event, sort_keys=True))
