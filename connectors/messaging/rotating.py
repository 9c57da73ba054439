"""An access token that lives for hours, renewed with a refresh token that serves only once.

Both are on disk, sealed, before either is used, and so is the fact that a refresh token has been
handed out. After a crash in the middle the same one is tried once more. What cannot be had: if the
service dies after the platform took a refresh token and before its answer is on our disk, only the
platform knows the next one. The office must then allow the access anew and enter the refresh token
it gets; until then nothing is lost, what is to go out waits.
"""

import asyncio
import fcntl
import hashlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import structlog

from connectors.messaging.sealed import CannotOpen, Seal
from counselling.channels import DeliveryError

log = structlog.get_logger(__name__)
TOKENS = "rotating tokens"  # what they are sealed as
LOOK_EVERY = 600.0  # seconds
_MEND_PAUSE = 300.0
_REST = 60.0  # seconds, while the platform cannot be asked and the last token still serves


@dataclass(frozen=True)
class Fresh:
    """What a platform gives for a refresh token; ``lasts``: seconds of the access token."""

    access: str
    refresh: str
    lasts: float


class Refused(Exception):
    """The platform does not take this refresh token, and never will."""


class NoAccess(DeliveryError):
    """The office must allow the access anew."""

    def __init__(self) -> None:
        super().__init__("no access", retry_after=_MEND_PAUSE)


@dataclass(frozen=True)
class _Kept:
    """``seed``: the hash of the token the office entered. ``handed_out``: the refresh token is."""

    refresh: str
    seed: str
    access: str = ""
    ends: float = 0.0
    handed_out: bool = False
    refused: bool = False


class RotatingTokens:
    """Keeps them in ``path``. ``first``: the refresh token that the office entered.

    ``exchange`` asks the platform for new ones, and raises Refused or DeliveryError. ``early``:
    seconds before its end at which the access token is renewed.
    """

    def __init__(
        self,
        path: Path,
        secret: bytes,
        first: str,
        exchange: Callable[[str], Awaitable[Fresh]],
        *,
        early: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._path = path
        self._seal = Seal(secret, TOKENS)
        self._first = first
        self._exchange = exchange
        self._early = early
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()
        self._rests_until = 0.0

    async def access(self, than: str = "") -> str:
        """An access token, another ``than`` this one; raises DeliveryError, NoAccess."""
        kept = self._read()
        if not self._is_due(kept, than):
            return kept.access
        if self._serves(kept, than) and self._clock() < self._rests_until:
            return kept.access
        async with self._alone():
            kept = self._read()  # another may have renewed it meanwhile
            if self._is_due(kept, than):
                kept = await self._renew(kept, than)
            return kept.access

    async def keep(self) -> None:
        """Renew in time, so that the refresh token does not end unused; until cancelled."""
        while True:
            try:
                await self.access()
            except DeliveryError as error:
                log.warning("access not renewed", error=type(error).__name__)
            await asyncio.sleep(LOOK_EVERY)

    def _is_due(self, kept: _Kept, than: str) -> bool:
        return kept.access in {"", than} or kept.ends - self._early <= self._clock()

    async def _renew(self, kept: _Kept, than: str) -> _Kept:
        if kept.refused:
            return self._or_none(kept, than)
        if kept.handed_out:
            log.warning("a refresh token is tried again", file=self._path.name)
        await self._write(replace(kept, handed_out=True))
        try:
            fresh = await self._exchange(kept.refresh)
        except Refused:
            log.error("access must be allowed anew, see docs", file=self._path.name)
            await self._write(refused := replace(kept, handed_out=True, refused=True))
            return self._or_none(refused, than)
        except DeliveryError:
            self._rests_until = self._clock() + _REST
            if not self._serves(kept, than):
                raise
            return kept
        new = _Kept(fresh.refresh, kept.seed, fresh.access, self._clock() + fresh.lasts)
        await self._write(new)
        return new

    def _or_none(self, kept: _Kept, than: str) -> _Kept:
        """The last access token may still serve for some hours; raises NoAccess."""
        if not self._serves(kept, than):
            raise NoAccess
        return kept

    def _serves(self, kept: _Kept, than: str) -> bool:
        return kept.access not in {"", than} and kept.ends > self._clock()

    def _read(self) -> _Kept:
        seed = hashlib.sha256(self._first.encode()).hexdigest()
        try:
            kept = _Kept(**json.loads(self._seal.read(self._path)))
        except FileNotFoundError:
            return _Kept(self._first, seed)
        except (CannotOpen, ValueError, TypeError):
            log.error("tokens cannot be opened", file=self._path.name)
            return _Kept(self._first, seed)
        # The office has entered another one: it allowed the access anew.
        return kept if kept.seed == seed else _Kept(self._first, seed)

    async def _write(self, kept: _Kept) -> None:
        content = json.dumps(asdict(kept)).encode()
        await asyncio.to_thread(self._seal.write, self._path, content)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Nobody else renews, in this process or another one on this machine."""
        async with self._one_at_a_time:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._path.with_name(f"{self._path.name}.lock").open("w") as lock:
                await asyncio.to_thread(fcntl.flock, lock, fcntl.LOCK_EX)
                yield
