"""A picture keeps what draws it and loses what it tells beside that."""

import pytest

from counselling.attachments.kinds import Kind, kind_of
from counselling.attachments.pictures import MOST_PIXELS, examine
from tests.counselling.attachments.samples import HEIC, PLACE, jpeg, png, riff, webp

PICTURES = {Kind.JPEG: jpeg(), Kind.PNG: png(), Kind.WEBP: webp()}


@pytest.mark.parametrize("kind", PICTURES)
def test_where_it_was_taken_is_gone_and_the_picture_is_there(kind: Kind) -> None:
    assert PLACE in PICTURES[kind]
    examined = examine(kind, PICTURES[kind])
    assert PLACE not in examined.content
    assert examined.shown
    assert kind_of(examined.content) is kind
    assert examine(kind, examined.content).content == examined.content  # nothing more to take out


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_photo_still_says_which_side_is_up(orientation: int, order: str) -> None:
    bare = examine(Kind.JPEG, jpeg(orientation=orientation, order=order)).content
    assert b"\x01\x12\x00\x03\x00\x00\x00\x01" + bytes((0, orientation)) in bare
    assert b"ICC_PROFILE\x00colours" in bare


@pytest.mark.parametrize("orientation", [0, 1, 9])
def test_a_photo_that_stands_upright_needs_no_exif(orientation: int) -> None:
    assert b"Exif" not in examine(Kind.JPEG, jpeg(orientation=orientation)).content


def test_what_hides_behind_the_end_of_a_picture_is_gone() -> None:
    film = b"\x00\x00\x00\x18ftypmp42" + PLACE
    for kind, picture in PICTURES.items():
        assert film not in examine(kind, picture + film).content


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_that_stops_in_the_middle_is_a_file_to_save(kind: Kind) -> None:
    whole = PICTURES[kind]
    for length in range(12, len(whole) - 1):
        examined = examine(kind, whole[:length])
        assert examined.kind is Kind.UNKNOWN, length
        assert not examined.shown


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe1\x00\x01",
        b"\xff\xd8\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe1\x00\x04ab no marker",
        b"RIFF\x04\x00\x00\x00WEBP",
        b"RIFF\x0e\x00\x00\x00WEBP" + riff(b"VP8X", b""),
    ],
)
def test_a_picture_against_its_format_is_a_file_to_save(content: bytes) -> None:
    assert examine(kind_of(content), content).kind is Kind.UNKNOWN


def test_a_picture_that_would_fill_the_browsers_memory_is_not_shown() -> None:
    side = int(MOST_PIXELS**0.5)
    assert examine(Kind.PNG, png(width=side, height=side)).shown
    for bomb in (png(width=side, height=side + 1), png(width=2**31 - 1, height=2**31 - 1)):
        assert examine(Kind.PNG, bomb).kind is Kind.PNG
        assert not examine(Kind.PNG, bomb).shown
    assert not examine(Kind.JPEG, jpeg(width=65500, height=65500)).shown
    assert not examine(Kind.JPEG, jpeg(height=0)).shown


def test_a_heic_photo_stays_as_it_is_and_is_not_shown() -> None:
    examined = examine(Kind.HEIC, HEIC)
    assert (examined.content, examined.shown) == (HEIC, False)
