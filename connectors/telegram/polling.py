"""Asking Telegram for news, for an office without a public address."""

from collections.abc import Sequence
from itertools import takewhile

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from connectors.messaging.asking import NotTaken, ask_for_ever, until_done
from connectors.messaging.intake import Intake
from connectors.telegram.channel import CHANNEL
from connectors.telegram.delivery import seconds
from connectors.telegram.line import POLL_SECONDS
from connectors.telegram.updates import ALLOWED, delivery

_WHILE_FETCHING = 0.5  # seconds; what is not confirmed comes at once each time


class Polling:
    """Asks for updates for ever. An update is confirmed only once it is stored."""

    def __init__(self, bot: Bot, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake
        self._offset = 0
        self._taken: set[int] = set()  # stored, but behind a file that is still being fetched

    async def run(self) -> None:
        """Until cancelled."""
        # News that go to a webhook cannot be asked for; what waits there is not dropped.
        away = self._bot.delete_webhook
        await until_done(CHANNEL, "webhook taken away", away, (TelegramError,))
        await ask_for_ever(CHANNEL, self._once, mend=_mend, pause=_pause)

    async def _once(self) -> None:
        under_way = self._intake.under_way
        updates = await self._bot.get_updates(
            offset=self._offset,
            timeout=0 if under_way else POLL_SECONDS,
            allowed_updates=ALLOWED,
        )
        self._offset = 0  # what was asked from is confirmed now
        new = [delivery(u) for u in updates if u.update_id not in self._taken]
        self._taken |= {int(name) for name in await self._intake.take_all(new)}
        if any(int(d.id) not in self._taken and d.id not in under_way for d in new):
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


_MEND: dict[type[Exception], str] = {
    Conflict: "another program asks with the same token: stop it, or unset its webhook",
    InvalidToken: "OSSO_TELEGRAM_TOKEN is not a bot's token: copy it from BotFather again",
}


def _mend(error: Exception) -> str:
    return _MEND.get(type(error), "")


def _pause(error: Exception) -> float | None:
    if not isinstance(error, RetryAfter):
        return None
    return seconds(error.retry_after)
