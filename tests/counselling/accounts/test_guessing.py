"""A password that guessers try early is refused; one of several words is not."""

import pytest

from counselling.accounts.guessing import GuessablePassword, check_not_guessable
from counselling.accounts.passwords import first_password


@pytest.mark.parametrize(
    "password",
    [
        *("password1234", "123456789012", "qwertyuiop12", "Password2024!", "iloveyou12345"),
        *("matkhau123456", "anhyeuem12345", "aaaaaaaaaaaa", "abcabcabcabc", "P@ssw0rd1234"),
        *("phunuvietnam", "osso-osso-osso", "vanphong2026", "lan-lan-lan-lan", "nguyenthilan1990"),
    ],
)
def test_common_ones_and_those_of_the_office_or_her_name_are_refused(password: str) -> None:
    with pytest.raises(GuessablePassword, match="easy to guess"):
        check_not_guessable(password, ("lan", "Nguyễn Thị Lan", "nguyenthilan"))


@pytest.mark.parametrize(
    "password",
    [
        "a long enough password",
        "mưa nắng chè đỗ đen",
        "hoa sen trang 1990",
        "x7#Kq!pz92Lm",
    ],
)
def test_several_words_or_random_signs_are_taken(password: str) -> None:
    check_not_guessable(password, ("lan", "Nguyễn Thị Lan"))


def test_those_that_the_program_makes_itself_are_taken() -> None:
    for _ in range(20):
        check_not_guessable(first_password())


def test_the_longest_takes_no_longer_than_its_first_part() -> None:
    check_not_guessable("một hai ba bốn năm " * 13)
