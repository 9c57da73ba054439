"""The conversations that were there first, by network address: a flood does not silence them."""

import time
from collections.abc import Callable

_PRUNE_EVERY = 60.0


class Regulars:
    """At most ``places`` for each address; one that is ``quiet`` seconds silent is given up."""

    def __init__(
        self, places: int, quiet: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._places = places
        self._quiet = quiet
        self._clock = clock
        self._heard: dict[str, dict[str, float]] = {}
        self._pruned_at = clock()

    def note(self, network: str, chat: str) -> None:
        """Something was taken in this chat; it becomes a regular if there is a place."""
        now = self._clock()
        self._prune(now)
        heard = self._heard.setdefault(network, {})
        if chat in heard or len(heard) < self._places:
            heard[chat] = now

    def has(self, network: str, chat: str) -> bool:
        """Whether the chat is one of them."""
        return chat in self._heard.get(network, ())

    def _prune(self, now: float) -> None:
        if now - self._pruned_at < _PRUNE_EVERY:
            return
        self._pruned_at = now
        for network, heard in tuple(self._heard.items()):
            kept = {chat: at for chat, at in heard.items() if now - at < self._quiet}
            if kept:
                self._heard[network] = kept
            else:
                del self._heard[network]
