"""What only one platform can do or know, as the intake asks for it."""

from collections.abc import AsyncGenerator
from typing import Protocol

from connectors.messaging.arrivals import Arrival, Tapped


class Habits(Protocol):
    """One platform's. None of these but ``content`` raises."""

    def content(self, file: str) -> AsyncGenerator[bytes]:
        """A file's bytes, piece by piece; raises TooLarge, NotFetched."""
        ...

    async def tell(self, chat: str, notice: str) -> None:
        """Show her something that is kept nowhere; in passing, where the platform can."""
        ...

    async def answer_tap(self, tapped: Tapped, notice: str | None) -> None:
        """Her tap is taken in: end her waiting, and show her ``notice``."""
        ...

    async def take_apart(self, arrival: Arrival) -> None:
        """Do what an arrival of the platform's own kind asks for, if it asks for anything."""
        ...
