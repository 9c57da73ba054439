"""A woman who sends photos and documents, and what is kept of them."""

from counselling.attachments.attachment import Attachment
from counselling.conversations import Sender
from counselling.permissions import User
from tests.connectors.telegram.files import File, a_photo
from tests.connectors.telegram.room import LAN, Room, line
from tests.counselling.cast import BOOK

KEPT, NOT_KEPT = line("attachment_kept"), line("attachment_no_counsellor")
PHOTO, PHOTO_NOT_KEPT = line("attachment_photo"), line("attachment_photo_not_kept")


async def texts(room: Room, chat: int = LAN) -> list[str]:
    return [m.text for m in await room.reads(chat) if m.sender is Sender.WOMAN]


async def lets_a_counsellor_in(room: Room) -> str:
    """She says yes; the ticket's code."""
    await room.writes("chồng đang đánh em, cứu em với")
    await room.taps(BOOK.faq().consent.short_yes["vi"])
    code = (await room.state()).ticket
    assert code
    return code


async def kept(room: Room, code: str, by: User) -> list[Attachment]:
    return list((await room.office.attachment_viewer.all_of(code, by=by)).values())


async def sends(room: Room, file: File, **more: object) -> dict[str, object]:
    update = room.api.send_thing(LAN, **a_photo(file, **more))
    await room.settle()
    return update
