"""The limits of the web chat in one place, each with its reason."""

from dataclasses import dataclass, field

from counselling.buckets import Buckets

CHANNEL = "webchat"


@dataclass(frozen=True)
class Rate:
    """A token bucket: ``burst`` at once, then ``per_second`` for ever."""

    burst: float
    per_second: float

    def buckets(self) -> Buckets:
        """Buckets of this size, all full."""
        return Buckets(self.burst, self.per_second)


@dataclass(frozen=True)
class Rules:
    """What one visitor may ask of the server. Sizes in bytes, times in seconds.

    64 kB, limits for connections and rates, timeouts and heartbeats are what OWASP's WebSocket
    Security Cheat Sheet asks for ("Denial-of-Service Protection"). Its "100 messages per minute"
    is a user's; here it is a session's (20 at once, 60 a minute), not an address's: behind one
    address of a Vietnamese phone network (CGNAT) or a dormitory there may be hundreds of women,
    and a limit made for one would silence them all.
    """

    # Above this a frame is refused with an error, the socket stays open.
    frame_limit: int = 64 * 1024
    # Above this the socket closes (1009), so that nobody can make us hold megabytes.
    socket_limit: int = 256 * 1024
    # Nobody types faster than this for long.
    session_rate: Rate = Rate(burst=20, per_second=1)
    # Frames and handshakes. Phone networks, dormitories and offices put hundreds of women behind
    # one address, so this only stops floods: 10 a second are several hundred women in conversation,
    # and half of what Rasa answers, so that a flood from one address leaves others their answers.
    network_rate: Rate = Rate(burst=300, per_second=10)
    # When an address has used that up, its oldest conversations go on at this pace: a flood begun
    # beside them cannot silence them, and they cannot be a flood (10 frames a second at most).
    regulars: int = 100
    regular_rate: Rate = Rate(burst=10, per_second=0.1)
    # A conversation that has been quiet for so long gives its place among them up.
    regular_for: float = 7200.0
    # Refused frames and pings of one socket; then it closes (1008).
    nuisance_rate: Rate = Rate(burst=100, per_second=2)
    # Open sockets. Who is in conversation is never sent away for somebody who is not; who finds
    # no place goes on by plain requests, as the page does by itself.
    sockets: int = 2500
    sockets_of_a_network: int = 300
    # From the handshake to hello, and for the body of a POST: 64 kB take 8 s at 64 kbit/s.
    greeting: float = 20.0
    # Wrong return codes. Counted on top of all: the budget in counselling/returning/budget.py.
    return_session_rate: Rate = Rate(burst=5, per_second=1 / 600)
    return_network_rate: Rate = Rate(burst=10, per_second=1 / 300)
    # Each code word that is set costs 50 ms of one core.
    word_session_rate: Rate = Rate(burst=5, per_second=1 / 60)
    word_network_rate: Rate = Rate(burst=20, per_second=1 / 5)
    # Mobile networks drop idle connections after about a minute.
    heartbeat: float = 30.0
    # A reader who takes nothing for so long is dropped; she comes back with ``after``.
    patience: float = 20.0
    # How long one GET may wait for news; below the 30 s many proxies allow.
    longest_wait: float = 25.0
    # Pages of other origins that may talk to us, as "https://host"; our own always may.
    origins: frozenset[str] = field(default_factory=frozenset)
    # Sites that may show the chat as a widget, as "https://host"; empty: nobody may frame it.
    widget_sites: tuple[str, ...] = ()
