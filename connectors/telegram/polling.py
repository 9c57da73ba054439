"""Asking Telegram for news, for an office without a public address."""

import asyncio
from collections.abc import Sequence
from itertools import takewhile

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter

from connectors.telegram.delivery import seconds
from connectors.telegram.intake import Intake
from connectors.telegram.line import POLL_SECONDS
from connectors.telegram.menu import until_done
from connectors.telegram.updates import ALLOWED

log = structlog.get_logger(__name__)
FIRST_WAIT = 1.0  # seconds after a failure; doubled each time
LONGEST_WAIT = 60.0
_WHILE_FETCHING = 0.5  # seconds; what is not confirmed comes at once each time


class NotTaken(Exception):
    """An update could not be stored: it must not be confirmed, so that it comes again."""


class Polling:
    """Asks for updates for ever. An update is confirmed only once it is stored."""

    def __init__(self, bot: Bot, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake
        self._offset = 0
        self._taken: set[int] = set()  # stored, but behind a file that is still being fetched
        self._told = ""

    async def run(self) -> None:
        """Until cancelled."""
        # News that go to a webhook cannot be asked for; what waits there is not dropped.
        await until_done("webhook taken away", self._bot.delete_webhook)
        wait = FIRST_WAIT
        while True:
            try:
                await self._once()
            except Exception as error:  # noqa: BLE001  # whatever it was, women go on writing
                self._tell(error)
                await asyncio.sleep(_pause(error) or wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                wait, self._told = FIRST_WAIT, ""

    async def _once(self) -> None:
        under_way = self._intake.under_way
        updates = await self._bot.get_updates(
            offset=self._offset,
            timeout=0 if under_way else POLL_SECONDS,
            allowed_updates=ALLOWED,
        )
        self._offset = 0  # what was asked from is confirmed now
        new = [update for update in updates if update.update_id not in self._taken]
        self._taken |= await self._intake.take_all(new)
        if any(u.update_id not in self._taken and u.update_id not in under_way for u in new):
            self._confirm(updates)
            raise NotTaken
        if not self._confirm(updates):
            await under_way.wait_for_one(_WHILE_FETCHING)

    def _confirm(self, updates: Sequence[Update]) -> bool:
        """With the next call, those from the first on that are taken; whether there are any."""
        numbers = (update.update_id for update in updates)
        done = list(takewhile(self._taken.__contains__, numbers))
        if done:
            # For one call only: after a quiet week ids begin anew, perhaps below this one, and
            # would be held for confirmed. https://core.telegram.org/bots/api#update
            self._offset = done[-1] + 1
            self._taken.difference_update(done)
        return bool(done)

    def _tell(self, error: Exception) -> None:
        """Each kind of trouble once, until it is over: what it says may contain the token."""
        kind = type(error).__name__
        if kind != self._told:
            log.warning("telegram cannot be asked", error=kind, mend=_MEND.get(type(error), ""))
        self._told = kind


_MEND: dict[type[Exception], str] = {
    Conflict: "another program asks with the same token: stop it, or unset its webhook",
    InvalidToken: "OSSO_TELEGRAM_TOKEN is not a bot's token: copy it from BotFather again",
}


def _pause(error: Exception) -> float | None:
    if not isinstance(error, RetryAfter):
        return None
    return seconds(error.retry_after)
