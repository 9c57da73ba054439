"""The Rasa that answers, and behind it the next one, which takes over when it is ready."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.rasa.home import RasaHome
from app.rasa.models import ModelShelf
from app.rasa.supervisor import START_WITHIN, ActionsAddress, Address, RasaSupervisor, State

Told = Callable[[Address], None]


@dataclass(frozen=True)
class _Player:
    """A kept Rasa, its model, and the hold on that model's file."""

    model: Path
    held: BinaryIO
    supervisor: RasaSupervisor

    async def leave(self) -> None:
        await self.supervisor.close()
        self.held.close()


class Stage:
    """One Rasa answers at a time; turns go to the next one only once it answers.

    ``on_ready`` is told each address that turns are to go to. ``finishing``: seconds the old
    Rasa runs on after a change; no turn may be waited for longer.
    """

    def __init__(
        self, home: RasaHome, actions: ActionsAddress, on_ready: Told, finishing: float
    ) -> None:
        self._home = home
        self._actions = actions
        self._on_ready = on_ready
        self._finishing = finishing
        self._on: _Player | None = None

    @property
    def model(self) -> Path | None:
        """The model of the Rasa that answers, or is the first to come to answer."""
        return self._on.model if self._on else None

    @property
    def state(self) -> State:
        """How the Rasa is that turns go to."""
        return self._on.supervisor.state if self._on else State.STARTING

    def address(self) -> Address | None:
        """Where to ask, or None while Rasa does not answer."""
        return self._on.supervisor.address() if self._on else None

    async def put_on(self, model: Path) -> None:
        """Have ``model`` answer; returns when it does and the one before has been stopped.

        Raises NotReady, OSError: then the one before answers as ever. A first one is kept and
        tried on, because there is none before it.
        """
        player = self._enter(model)
        before = self._on
        if before is None:
            self._on = player
            await player.supervisor.until_ready(START_WITHIN)
            return
        try:
            await player.supervisor.until_ready(START_WITHIN)
        except BaseException:
            await player.leave()
            raise
        self._on = player
        try:
            self._announce(player.supervisor.address())
            await asyncio.sleep(self._finishing)
        finally:
            await before.leave()

    def give_up(self, address: Address) -> None:
        """Start the Rasa at ``address`` anew: it runs and answers no turn."""
        if self._on:
            self._on.supervisor.give_up(address)

    async def close(self) -> None:
        """Stop the Rasa that answers."""
        if self._on:
            await self._on.leave()

    def _enter(self, model: Path) -> _Player:
        held = ModelShelf(self._home.models).hold(model)
        supervisor = RasaSupervisor(
            self._home, model, self._actions, lambda address: self._heard(supervisor, address)
        )
        supervisor.start()
        return _Player(model, held, supervisor)

    def _heard(self, supervisor: RasaSupervisor, address: Address) -> None:
        """One that waits behind, or is about to leave, must not draw turns to it."""
        if self._on and self._on.supervisor is supervisor:
            self._announce(address)

    def _announce(self, address: Address | None) -> None:
        if address:
            self._on_ready(address)
