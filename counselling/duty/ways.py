"""The port to the ways out: a page is handed over, or it is said why it could not be."""

from typing import Protocol

from counselling.duty.page import Why
from counselling.duty.words import PageText


class NotPaged(Exception):
    """A page could not be delivered.

    ``permanent``: trying again is useless. ``retry_after``: seconds the way asks us to wait.
    Neither it nor what it was raised from is ever logged with its words: they may name a person
    or hold a token.
    """

    def __init__(
        self, why: Why, *, permanent: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(why)
        self.why = why
        self.permanent = permanent
        self.retry_after = retry_after


class Way(Protocol):
    """One way to a person's telephone."""

    async def send(self, address: str, text: PageText) -> None:
        """Deliver ``text``; raises NotPaged."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
