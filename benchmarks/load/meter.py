"""What was measured: times by kind and way, and what went wrong."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from benchmarks.figures import percentile


@dataclass
class Meter:
    """``seconds``: from when a message was due to its first reply, by kind and way.

    ``acks``: from when it was sent to its acknowledgement. ``trouble``: what should not happen.
    ``honest``: how the line begins that she gets when the assistant cannot answer.
    """

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    acks: list[float] = field(default_factory=list)
    trouble: "Counter[str]" = field(default_factory=Counter)
    sent: int = 0
    honest: tuple[str, ...] = ()

    def heard(self, text: str) -> None:
        """A reply came: is it an answer at all?"""
        if self.honest and text.startswith(self.honest):
            self.trouble["the honest line instead of an answer"] += 1

    def of(self, kind: str) -> list[float]:
        """The seconds of a kind, by all ways."""
        return [one for (name, _), ones in self.seconds.items() if name == kind for one in ones]

    def lines(self) -> list[str]:
        """The table."""
        rows = [("acknowledged", self.acks)]
        rows += [(kind, self.of(kind)) for kind in ("answer", "danger")]
        rows += [(f"  {kind} by {way}", ones) for (kind, way), ones in sorted(self.seconds.items())]
        return [line(name, ones) for name, ones in rows if ones] + [
            f"{times} × {what}" for what, times in self.trouble.most_common()
        ]


def line(name: str, seconds: list[float]) -> str:
    """Count and percentiles of some seconds."""
    shares = "  ".join(
        f"p{int(share * 100)} {percentile(seconds, share):7.1f}" for share in (0.5, 0.95, 0.99)
    )
    return f"{name:24} n={len(seconds):6}  {shares} ms"
