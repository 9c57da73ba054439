"""Return codes: like a telephone number, nobody's number, and forgiving to type."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselling.returning.codes import CodeHasher, Misread, digits_of, new_code

HASHER = CodeHasher(bytes(32))
RANDOM = st.integers(0, 10**11 - 1)


def test_a_code_looks_like_a_telephone_number_of_no_country() -> None:
    assert re.fullmatch(r"\+83 \d{3} \d{3} \d{3} \d{3}", new_code())


def test_codes_are_all_different() -> None:
    assert len({new_code() for _ in range(2_000)}) == 2_000


@pytest.mark.parametrize(
    "spelling",
    [
        "{}",
        "{0:.3} {0}",
        "+83 {}",
        "+83{}",
        "0083 {}",
        "83{}",
        " (+83) {} ",
    ],
)
def test_it_may_be_typed_in_any_usual_spelling(spelling: str) -> None:
    digits = digits_of(new_code())
    typed = spelling.format(digits)
    if spelling.startswith("{0:.3}"):
        typed = f"{digits[:3]}.{digits[3:6]} {digits[6:9]}-{digits[9:]}"
    assert digits_of(typed) == digits


def test_fullwidth_digits_of_a_korean_keyboard_are_read() -> None:
    digits = digits_of(new_code())
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in digits)
    assert digits_of(wide) == digits


def test_one_wrong_digit_is_always_told() -> None:
    digits = digits_of(new_code())
    for at in range(12):
        for wrong in set("0123456789") - {digits[at]}:
            with pytest.raises(Misread):
                digits_of(digits[:at] + wrong + digits[at + 1 :])


def test_two_neighbours_that_changed_places_are_always_told() -> None:
    for _ in range(50):
        digits = digits_of(new_code())
        for at in range(11):
            swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            if swapped != digits:
                with pytest.raises(Misread):
                    digits_of(swapped)


@given(st.text(max_size=80))
def test_whatever_is_typed_it_is_a_code_or_misread(typed: str) -> None:
    try:
        digits = digits_of(typed)
    except Misread:
        return
    assert re.fullmatch(r"[0-9]{12}", digits)


@given(st.text(alphabet="0123456789+ .-()", max_size=30))
def test_digits_in_any_order_are_a_code_or_misread(typed: str) -> None:
    try:
        stored = HASHER.hash(typed)
    except Misread:
        return
    assert re.fullmatch(r"[0-9a-f]{64}", stored)


@pytest.mark.parametrize("typed", ["", "+83", "١" * 12, "1" * 100_000, "\ud800" * 12, "12a" * 4])
def test_what_cannot_be_a_code_is_misread(typed: str) -> None:
    with pytest.raises(Misread):
        digits_of(typed)


def test_what_is_stored_tells_nothing_without_the_offices_secret() -> None:
    code = new_code()
    assert HASHER.hash(code) == HASHER.hash(code.replace(" ", ""))
    assert HASHER.hash(code) != CodeHasher(bytes(range(32))).hash(code)
