"""The QR code on the page: whole, with its quiet zone, and readable."""

import re

import segno

from desk.qr import qr_code

TEXT = (
    "otpauth://totp/OSSO:lan?digits=6&secret=GEZDGNBVGY3TQOJQ&algorithm=SHA1&issuer=OSSO&period=30"
)


def test_it_is_drawn_whole_at_whatever_size_the_page_gives_it() -> None:
    drawn = str(qr_code(TEXT))
    side = segno.make_qr(TEXT, error="m").symbol_size(border=4)[0]
    assert f'viewBox="0 0 {side} {side}"' in drawn
    assert not re.search(r'<svg[^>]*\s(width|height|style)="', drawn)


def test_nothing_in_it_needs_what_the_pages_policy_forbids() -> None:
    drawn = str(qr_code(TEXT))
    assert "style" not in drawn
    assert "<script" not in drawn
    assert "href" not in drawn
    assert "GEZDGNBVGY3TQOJQ" not in drawn
