"""Asking a platform again and again: for news, or until it has taken what it must know."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger(__name__)
FIRST_WAIT = 1.0  # seconds after a failure; doubled each time
LONGEST_WAIT = 60.0
_LAST_WAIT = 600.0  # seconds, for what need not be known at once


class NotTaken(Exception):
    """A delivery could not be stored: it must not be confirmed, so that it comes again."""


async def ask_for_ever(
    channel: str,
    once: Callable[[], Awaitable[object]],
    *,
    mend: Callable[[Exception], str] = lambda _: "",
    pause: Callable[[Exception], float | None] = lambda _: None,
) -> None:
    """Ask ``once`` again and again, until cancelled.

    ``mend``: what the office can do about an error; ``pause``: seconds that it asks us to wait.
    Each kind of trouble is told once, until it is over: what it says may contain a token.
    """
    wait, told = FIRST_WAIT, ""
    while True:
        try:
            await once()
        except Exception as error:  # noqa: BLE001  # whatever it was, women go on writing
            if (kind := type(error).__name__) != told:
                log.warning(
                    "platform cannot be asked", channel=channel, error=kind, mend=mend(error)
                )
            told = kind
            await asyncio.sleep(pause(error) or wait)
            wait = min(wait * 2, LONGEST_WAIT)
        else:
            wait, told = FIRST_WAIT, ""


async def until_done(
    channel: str,
    what: str,
    attempt: Callable[[], Awaitable[object]],
    failures: tuple[type[Exception], ...],
) -> None:
    """Try again until the platform takes it."""
    wait = 2 * FIRST_WAIT
    while True:
        try:
            await attempt()
        except failures as error:
            kind = type(error).__name__
            log.warning("platform did not take it yet", channel=channel, what=what, error=kind)
        else:
            return
        await asyncio.sleep(wait)
        wait = min(2 * wait, _LAST_WAIT)
