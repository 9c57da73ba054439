"""How many sockets are open, and who has to go when there is no place.

Who is in conversation stays. Among those who have written nothing yet, the one who has been there
longest makes place: a flood of empty sockets only pushes its own out, and a woman's page that is
sent away connects again by itself.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar


class Guest(Protocol):
    """An open socket."""

    @property
    def in_conversation(self) -> bool:
        """Whether there is a conversation behind it."""


G = TypeVar("G", bound=Guest)


class Full(Exception):
    """Every place is taken by somebody who is in conversation."""


class Doors(Generic[G]):
    """Counts guests by network address; None, an unknown one, has no limit of its own."""

    def __init__(self, overall: int, of_a_network: int) -> None:
        self._overall = overall
        self._of_a_network = of_a_network
        self._inside: dict[str | None, dict[G, None]] = defaultdict(dict)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def enter(self, guest: G, network: str | None) -> G | None:
        """Let ``guest`` in; who has to go for it, if anybody. Raises Full."""
        leaving = self._makes_place(network)
        self._inside[network][guest] = None
        self._count += 1
        return leaving

    def leave(self, guest: G, network: str | None) -> None:
        """Whoever leaves; once is enough."""
        if guest in self._inside[network]:
            del self._inside[network][guest]
            self._count -= 1
        if not self._inside[network]:
            del self._inside[network]

    def _makes_place(self, network: str | None) -> G | None:
        if network is not None and len(self._inside.get(network, ())) >= self._of_a_network:
            return self._pick([network])
        if self._count >= self._overall:
            crowds = sorted(self._inside, key=lambda name: len(self._inside[name]), reverse=True)
            return self._pick(crowds)
        return None

    def _pick(self, networks: Iterable[str | None]) -> G:
        """The oldest guest without a conversation, of the first network that has one."""
        for network in networks:
            for guest in self._inside[network]:
                if not guest.in_conversation:
                    self.leave(guest, network)
                    return guest
        raise Full
