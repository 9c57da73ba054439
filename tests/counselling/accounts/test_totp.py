"""Codes from the time, as RFC 6238 has them."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from counselling.accounts import totp

# RFC 6238, appendix B: the SHA-1 rows, of which apps show the last six digits.
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]
SECRET = b"12345678901234567890"
NOW = datetime(2026, 11, 22, 8, 0, 15, tzinfo=UTC)


def code_at(moment: datetime) -> str:
    return totp.code_of(SECRET, totp.step_at(moment))


@pytest.mark.parametrize(("seconds", "digits"), VECTORS)
def test_the_codes_are_those_of_the_standard(seconds: int, digits: str) -> None:
    assert code_at(datetime.fromtimestamp(seconds, UTC)) == digits[-6:]


@pytest.mark.parametrize(
    ("wrong_by", "taken"),
    [(-61, False), (-30, True), (0, True), (30, True), (61, False)],
    ids=str,
)
def test_a_phone_whose_clock_is_half_a_minute_off_still_opens(wrong_by: int, taken: bool) -> None:
    code = code_at(NOW + timedelta(seconds=wrong_by))
    assert (totp.step_of(SECRET, code, at=NOW) is not None) == taken


def test_a_code_is_taken_once_and_no_older_one_after_it() -> None:
    code, before = code_at(NOW), code_at(NOW - timedelta(seconds=30))
    used = totp.step_of(SECRET, code, at=NOW)
    assert used is not None
    assert totp.step_of(SECRET, code, at=NOW, after=used) is None
    assert totp.step_of(SECRET, before, at=NOW, after=used) is None
    soon = NOW + timedelta(seconds=30)
    assert totp.step_of(SECRET, code_at(soon), at=soon, after=used) == used + 1


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "000000\n"])
def test_what_is_no_code_opens_nothing(typed: str) -> None:
    assert totp.step_of(SECRET, typed, at=NOW) is None


def test_an_app_reads_the_same_secret_from_the_picture_and_from_the_text() -> None:
    address = urlsplit(totp.as_address(SECRET, "lan"))
    said = parse_qs(address.query)
    assert (address.scheme, address.netloc, address.path) == ("otpauth", "totp", "/OSSO:lan")
    assert base64.b32decode(said["secret"][0]) == SECRET
    assert base64.b32decode(totp.as_text(SECRET).replace(" ", "")) == SECRET
    assert (said["issuer"], said["digits"], said["period"]) == (["OSSO"], ["6"], ["30"])


def test_every_secret_is_its_own() -> None:
    assert len({totp.new_secret() for _ in range(100)}) == 100
