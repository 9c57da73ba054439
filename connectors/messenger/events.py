"""What arrives from Messenger, narrowed to what it is for us.

https://developers.facebook.com/docs/messenger-platform/reference/webhook-events, one page a kind.
``standby`` holds what came while another app or the page's inbox has the conversation: the same to
us, as the office's own rule says who answers (webhooks/webhook-events/standby there).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from connectors.messaging.arrivals import Arrival, Delivery, Filed, Said, Tapped, Unreadable
from connectors.messaging.buttons import button_of
from connectors.messaging.handing_in import COMMANDS, command_in
from connectors.messenger.graph import OURS, short

Json = Mapping[str, object]
# An attachment's type, and our word for what we cannot read. Since August 2026 stickers have a type
# of their own (messenger-platform/changelog, 1 June 2026); before, they were images.
_UNREADABLE = {"audio": "voice", "video": "video", "sticker": "sticker", "location": "location"}


@dataclass(frozen=True)
class Elsewhere(Arrival):
    """Somebody of the office answers her in the page's own inbox; or (not ``staff``) stopped to."""

    staff: bool


def read(body: bytes) -> Sequence[Delivery]:
    """All that a call brings, in its order; nothing of what is not ours. Never raises."""
    try:
        brought = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    entries = [_object(entry) for entry in _list(_object(brought).get("entry"))]
    events = (e for entry in entries for k in ("messaging", "standby") for e in _list(entry.get(k)))
    return [found for event in events for found in _narrow(_object(event))]


def _narrow(event: Json) -> Iterator[Delivery]:
    chat = _text(_object(event.get("sender")).get("id"))
    message, postback = _object(event.get("message")), _object(event.get("postback"))
    edit = _object(event.get("message_edit"))
    if message.get("is_echo") is True:
        to = _text(_object(event.get("recipient")).get("id"))
        theirs = message.get("metadata") != OURS
        yield Delivery(_id(event, message), Elsewhere(to, staff=True) if theirs else Arrival(to))
    elif not chat:
        return
    elif message:
        yield from _message(chat, _id(event, message), message)
    elif postback:
        name = _id(event, postback)
        yield Delivery(name, _tap(chat, name, _text(postback.get("payload"))))
    elif edit:
        name = f"{_id(event, edit)}.{edit.get('num_edit')}"[:60]
        yield Delivery(name, Said(chat, name, None, _text(edit.get("text"))))
    elif "take_thread_control" in event or "pass_thread_control" in event:
        staff = "take_thread_control" in event
        yield Delivery(_id(event, {}), Elsewhere(chat, staff=staff))
    else:
        yield Delivery(_id(event, {}), Arrival(chat))  # read, delivered, a reaction ...


def _message(chat: str, name: str, message: Json) -> Iterator[Delivery]:
    text, attachments = _text(message.get("text")), _list(message.get("attachments"))
    payload = _text(_object(message.get("quick_reply")).get("payload"))
    if payload:
        yield Delivery(name, _tap(chat, name, payload))
        return
    if text:  # what comes beside a text is the preview of a link in it
        yield Delivery(name, Said(chat, name, None, text, choice=command_in(text)))
        return
    for number, attachment in enumerate(map(_object, attachments)):
        own = f"{name}.{number}" if number else name
        yield Delivery(own, _attachment(chat, own, attachment))


def _attachment(chat: str, name: str, attachment: Json) -> Arrival:
    kind, payload = _text(attachment.get("type")), _object(attachment.get("payload"))
    url = _text(payload.get("url"))
    if kind in {"image", "file"} and url and not payload.get("sticker_id"):
        return Filed(chat, name, None, url, name, "photo" if kind == "image" else "file")
    kind = "sticker" if payload.get("sticker_id") else kind
    return Unreadable(chat, name, None, _UNREADABLE.get(kind, "other"))


def _tap(chat: str, name: str, payload: str) -> Arrival:
    if payload in COMMANDS.values():  # of the menu, or "Get started"
        return Said(chat, name, None, "", choice=payload)
    return Tapped(chat, name, button_of(payload))


def _id(event: Json, inner: Json) -> str:
    """The message's own id; what has none is told apart by all that it says."""
    return short(_text(inner.get("mid")) or json.dumps(event, sort_keys=True))


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
