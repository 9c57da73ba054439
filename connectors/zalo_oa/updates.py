"""What arrives from a Zalo Official Account, narrowed to what it is for us.

Events: https://docs.zaloplatforms.com/docs/OA/webhook/tong-quan and the pages below it.
"""

from collections.abc import Sequence

from connectors.messaging.arrivals import (
    Arrival,
    Delivery,
    Elsewhere,
    Filed,
    Left,
    Said,
    Unreadable,
)
from connectors.messaging.fields import Json, list_of, object_of, read_object, text_of
from connectors.messaging.handing_in import command_in
from counselling.attachments.attachment import Looks

_UNREADABLE = {
    "user_send_audio": "voice",
    "user_send_video": "video",
    "user_send_sticker": "sticker",
    "user_send_gif": "sticker",
    "user_send_location": "location",
    "user_send_business_card": "contact",
}


def read(body: bytes) -> Sequence[Delivery]:
    """What a webhook brings, a delivery a picture or file; never raises."""
    event = read_object(body)
    name, message = text_of(event.get("event_name")), object_of(event.get("message"))
    sender, number = object_of(event.get("sender")), text_of(message.get("msg_id"))[:50]
    if name == "unfollow":
        chat, when = text_of(object_of(event.get("follower")).get("id")), event.get("timestamp")
        return (Delivery(f"unfollow.{chat}.{when}"[:60], Left(chat, gone=True)),) if chat else ()
    if name.startswith("oa_send_") and sender.get("admin_id"):  # not by us: at oa.zalo.me
        chat = text_of(object_of(event.get("recipient")).get("id"))
        by_hand = Elsewhere(chat, staff=True, said=text_of(message.get("text")))
        return (Delivery(number, by_hand),) if chat and number else ()
    chat = text_of(sender.get("id"))
    if not (chat and number and name.startswith("user_send_")):
        return ()
    arrivals = _narrow(name, chat, f"m{number}", message)
    return tuple(Delivery(f"{number}.{place}", one) for place, one in enumerate(arrivals))


def _narrow(event: str, chat: str, own_id: str, message: Json) -> list[Arrival]:
    text, things = text_of(message.get("text")), list_of(message.get("attachments"))
    attached = [object_of(object_of(thing).get("payload")) for thing in things]
    if event in {"user_send_image", "user_send_file"} and attached:
        return [
            _filed(event, chat, f"{own_id}.{place}", payload, "" if place else text)
            for place, payload in enumerate(attached)
        ]
    if event == "user_send_text":
        return [Said(chat, own_id, None, text, choice=command_in(text))]
    if event == "user_send_link":
        links = (text_of(payload.get("url")) for payload in attached)
        return [Said(chat, own_id, None, "\n".join(filter(None, (text, *links))))]
    return [Unreadable(chat, own_id, None, _UNREADABLE.get(event, "other"), text)]


def _filed(event: str, chat: str, own_id: str, payload: Json, caption: str) -> Filed:
    url, name, size = (text_of(payload.get(key)) for key in ("url", "name", "size"))
    looks: Looks = "photo" if event == "user_send_image" else "file"
    known = int(size) if size.isdecimal() else None
    return Filed(chat, own_id, None, url, own_id, looks, name, known, caption)
