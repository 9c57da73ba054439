"""How often somebody may try to sign in: guessing is slowed down, nobody is locked out.

A browser she has signed in from before has tries of its own (accounts/known_browsers.py), and so
has an address she has signed in from lately; whatever strangers do elsewhere, they stay
hers. All strangers together have some tries at her account, and each of their addresses fewer
than that: one address cannot use up what her new phone needs. OWASP ASVS 5.0, 6.1.1 and 6.3.1.
"""

from dataclasses import dataclass

from counselling.accounts.staff_add import plain_login
from counselling.together.tries import IN_MEMORY, Counting, Known


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

    @property
    def at_account(self) -> str:
        """This address, trying this account."""
        return f"{self.account} {self.address}"


class LoginThrottle:
    """Slows guessing down without telling whether a login exists: unknown ones count alike.

    A whole office shares one address, so an address may fail more often than a login. Everything
    here raises NotSaved where a shared database does not answer; nobody could sign in then either.
    """

    def __init__(self, counting: Counting = IN_MEMORY) -> None:
        self._own = counting.of("own", burst=6, per_second=1 / 30)
        self._addresses = counting.of("address", burst=30, per_second=1 / 5)
        self._one_stranger = counting.of("stranger", burst=6, per_second=1 / 60)
        self._all_strangers = counting.of("strangers", burst=20, per_second=1 / 30)
        # Six digits: who has the password still guesses for years (RFC 4226, 7.3).
        self._codes = counting.of("code", burst=6, per_second=1 / 600)
        self._known = Known(counting, "signed in from")

    async def wait(self, caller: Caller) -> float:
        """Count one try; the seconds to wait, 0 if the password may be looked at."""
        own = await self._own_key(caller)
        if own is not None:
            return await self._own.take(own)
        return (
            await self._addresses.take(caller.address)
            or await self._one_stranger.take(caller.at_account)
            or await self._all_strangers.take(caller.account)
        )

    async def wait_for_code(self, caller: Caller) -> float:
        """Count one try at the second factor; the seconds to wait."""
        return await self._codes.take(await self._code_key(caller))

    async def succeeded(self, caller: Caller) -> None:
        """She is in: only failures count, and her address is known from now on."""
        own = await self._own_key(caller)
        if own is not None:
            await self._own.give_back(own)
        else:
            await self._addresses.give_back(caller.address)
            await self._one_stranger.give_back(caller.at_account)
            await self._all_strangers.give_back(caller.account)
        await self._codes.give_back(await self._code_key(caller))
        await self._known.add(caller.at_account)

    async def _own_key(self, caller: Caller) -> str | None:
        if caller.browser is not None:
            return f"{caller.account} browser {caller.browser}"
        if await self._known.has(caller.at_account):
            return f"{caller.account} address {caller.address}"
        return None

    async def _code_key(self, caller: Caller) -> str:
        return await self._own_key(caller) or f"{caller.account} strangers"
