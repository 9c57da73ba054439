"""What Telegram's errors mean: when to try again, when to give up, when nobody is there."""

import httpx
import pytest
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from connectors.messaging.sending import ChatGone, OutcomeUnknown
from connectors.telegram.delivery import delivery_error


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: bot was blocked by the user"),
        Forbidden("Forbidden: user is deactivated"),
        BadRequest("Chat not found"),
    ],
)
def test_a_chat_that_is_gone_is_never_tried_again(error: TelegramError) -> None:
    failed = delivery_error(error)

    assert isinstance(failed, ChatGone)
    assert failed.permanent


def test_the_pause_that_telegram_asks_for_is_passed_on() -> None:
    assert delivery_error(RetryAfter(17)).retry_after == 17


def test_a_message_that_telegram_will_never_take_is_given_up_but_the_chat_lives() -> None:
    failed = delivery_error(BadRequest("Can't parse entities: unexpected end tag at byte offset 9"))

    assert failed.permanent
    assert not isinstance(failed, ChatGone)


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        caused(TimedOut(), httpx.ReadTimeout("")),
        caused(NetworkError("gone"), httpx.ReadError("")),
        caused(NetworkError("gone"), httpx.RemoteProtocolError("")),
    ],
)
def test_when_the_line_breaks_after_the_sending_nobody_knows_whether_it_arrived(
    error: TelegramError,
) -> None:
    failed = delivery_error(error)

    assert isinstance(failed, OutcomeUnknown)
    assert not failed.permanent


@pytest.mark.parametrize("cause", [httpx.ConnectError(""), httpx.PoolTimeout("")])
def test_what_never_left_is_known_not_to_have_arrived(cause: Exception) -> None:
    assert not isinstance(delivery_error(caused(TimedOut(), cause)), OutcomeUnknown)


@pytest.mark.parametrize("error", [NetworkError("Bad Gateway"), BadRequest("Internal error")])
def test_everything_else_is_tried_again(error: TelegramError) -> None:
    assert not delivery_error(error).permanent


def test_a_wrong_token_loses_nothing() -> None:
    failed = delivery_error(InvalidToken())

    assert (failed.permanent, failed.retry_after) == (False, 300)


def test_the_reason_never_quotes_what_telegram_says() -> None:
    assert "secret" not in str(delivery_error(BadRequest("secret words of hers")))
