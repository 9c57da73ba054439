"""A browser she has signed in from is known again, and nobody can pretend."""

from datetime import timedelta

import pytest

from counselling.accounts.known_browsers import LASTS, MOST, KnownBrowsers
from tests.counselling.accounts.conftest import Watch


@pytest.fixture
def browsers(watch: Watch) -> KnownBrowsers:
    return KnownBrowsers(bytes(32), watch)


def test_it_is_known_as_hers_and_not_as_anybody_elses(browsers: KnownBrowsers) -> None:
    token = browsers.sign("", "lan")
    assert browsers.name_of(token, " Lan") is not None
    assert browsers.name_of(token, "hoa") is None


def test_colleagues_who_share_a_computer_stay_known_there(browsers: KnownBrowsers) -> None:
    token = ""
    for number in range(MOST + 2):
        token = browsers.sign(token, f"login{number}")
    known = [number for number in range(MOST + 2) if browsers.name_of(token, f"login{number}")]
    assert known == list(range(2, MOST + 2))


def test_signing_in_again_does_not_make_it_longer(browsers: KnownBrowsers) -> None:
    token = browsers.sign(browsers.sign("", "lan"), "lan")
    assert "~" not in token


def test_it_is_forgotten_in_time(browsers: KnownBrowsers, watch: Watch) -> None:
    token = browsers.sign("", "lan")
    watch.time += LASTS + timedelta(seconds=1)
    assert browsers.name_of(token, "lan") is None


def test_another_office_or_a_changed_token_is_not_believed(
    browsers: KnownBrowsers, watch: Watch
) -> None:
    token = browsers.sign("", "lan")
    name, until, mac = token.split(".")
    assert KnownBrowsers(bytes(31) + b"x", watch).name_of(token, "lan") is None
    for wrong in ("", "~", "a.b", "a.zz.c", f"{name}x.{until}.{mac}", f"{name}.f{until}.{mac}",
                  f"{name}.{until}.é"):  # fmt: skip
        assert browsers.name_of(wrong, "lan") is None
