"""The limits of the web chat in one place, each with its reason."""

from dataclasses import dataclass, field

CHANNEL = "webchat"


@dataclass(frozen=True)
class Rate:
    """A token bucket: ``burst`` at once, then ``per_second`` for ever."""

    burst: float
    per_second: float


@dataclass(frozen=True)
class Rules:
    """What one visitor may ask of the server. Sizes in bytes, times in seconds."""

    # Above this a frame is refused with an error, the socket stays open.
    frame_limit: int = 64 * 1024
    # Above this the socket closes (1009), so that nobody can make us hold megabytes.
    socket_limit: int = 256 * 1024
    # Nobody types faster than this for long.
    session_rate: Rate = Rate(burst=20, per_second=1)
    # Phone networks put many women behind one address, so this only stops floods.
    network_rate: Rate = Rate(burst=300, per_second=30)
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
