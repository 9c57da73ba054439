"""A picture or file she sent, as the browser may have it."""

from aiohttp import hdrs, web

from counselling.attachments.kinds import MEDIA_TYPES, PICTURES, Kind
from desk.visit import Visit

_DIGITS = 9  # no conversation has more messages, and every database takes such a number
# Browsers draw these themselves; all others, SVG and HTML among them, are only ever saved.
_DRAWN = PICTURES - {Kind.HEIC}
# The style is the browser's own, around a picture that is opened alone.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


async def show_attachment(visit: Visit) -> web.Response:
    """The picture for the page, or the file to save.

    It gets a name of ours, the ticket's code and the message's number, in plain ASCII: what she
    called it stands on the page, as text, and in no header (RFC 6266, 7). Neither its type nor its
    ending comes from her.
    """
    number = visit.request.match_info["number"]
    if not (number.isascii() and number.isdigit() and len(number) <= _DIGITS):
        return visit.missing()
    opened = await visit.desk.attachments.open(visit.code, int(number), by=visit.user)
    if opened is None:
        return visit.missing()
    kind = opened.attachment.kind
    inline = opened.attachment.shown and kind in _DRAWN
    name = f"{visit.code}-{opened.attachment.seq}.{kind}"
    response = web.Response(body=opened.content, content_type=MEDIA_TYPES[kind])
    if kind is Kind.TEXT:
        response.charset = "utf-8"
    response.headers[hdrs.CONTENT_DISPOSITION] = (
        f'{"inline" if inline else "attachment"}; filename="{name}"'
    )
    response.headers["Content-Security-Policy"] = _POLICY
    return response
