"""How often somebody may try to sign in: guessing is slowed down, nobody is locked out.

A browser she has signed in from before has tries of its own (accounts/known_browsers.py), and so
has an address she has signed in from since the start; whatever strangers do elsewhere, they stay
hers. All strangers together have some tries at her account, and each of their addresses fewer
than that: one address cannot use up what her new phone needs. OWASP ASVS 5.0, 6.1.1 and 6.3.1.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from counselling.accounts.staff_add import plain_login
from counselling.buckets import Buckets

MOST_KNOWN = 10_000


@dataclass(frozen=True)
class Caller:
    """Who tries, as whom. ``browser``: the name of one that this login is known from."""

    login: str
    address: str
    browser: str | None = None

    @property
    def account(self) -> str:
        """The login as it is counted."""
        return plain_login(self.login)[:200]


class LoginThrottle:
    """Slows guessing down without telling whether a login exists: unknown ones count alike.

    A whole office shares one address, so an address may fail more often than a login.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._own = Buckets(burst=6, per_second=1 / 30, clock=clock)
        self._addresses = Buckets(burst=30, per_second=1 / 5, clock=clock)
        self._one_stranger = Buckets(burst=6, per_second=1 / 60, clock=clock)
        self._all_strangers = Buckets(burst=20, per_second=1 / 30, clock=clock)
        # Six digits: who has the password still guesses for years (RFC 4226, 7.3).
        self._codes = Buckets(burst=6, per_second=1 / 600, clock=clock)
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()

    def wait(self, caller: Caller) -> float:
        """Count one try; the seconds to wait, 0 if the password may be looked at."""
        own = self._own_key(caller)
        if own is not None:
            return self._own.take(own)
        return (
            self._addresses.take(caller.address)
            or self._one_stranger.take(f"{caller.account} {caller.address}")
            or self._all_strangers.take(caller.account)
        )

    def wait_for_code(self, caller: Caller) -> float:
        """Count one try at the second factor; the seconds to wait."""
        return self._codes.take(self._code_key(caller))

    def succeeded(self, caller: Caller) -> None:
        """She is in: only failures count, and her address is known from now on."""
        own = self._own_key(caller)
        if own is not None:
            self._own.give_back(own)
        else:
            self._addresses.give_back(caller.address)
            self._one_stranger.give_back(f"{caller.account} {caller.address}")
            self._all_strangers.give_back(caller.account)
        self._codes.give_back(self._code_key(caller))
        self._remember(caller)

    def _remember(self, caller: Caller) -> None:
        self._known[caller.account, caller.address] = None
        self._known.move_to_end((caller.account, caller.address))
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

    def _own_key(self, caller: Caller) -> str | None:
        if caller.browser is not None:
            return f"{caller.account} browser {caller.browser}"
        if (caller.account, caller.address) in self._known:
            return f"{caller.account} address {caller.address}"
        return None

    def _code_key(self, caller: Caller) -> str:
        return self._own_key(caller) or f"{caller.account} strangers"
