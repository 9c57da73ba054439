"""The budgets of the load, and the lines that say how they were kept."""

from dataclasses import dataclass

from benchmarks.figures import percentile
from benchmarks.load.meter import Meter

REPLY_MS, DANGER_MS, IDLE_MB = 500.0, 100.0, 150.0
FLAT_MB_PER_HOUR = 20.0
"""Memory that grows less than this in the second half of a soak is flat."""


@dataclass
class Verdicts:
    """What was promised and what was measured; ``broken`` once something was not kept."""

    broken: bool = False

    def say(self, what: str, found: float, most: float, unit: str) -> None:
        """Print one of them."""
        kept = found <= most
        self.broken |= not kept
        print(f"{'ok ' if kept else 'NOT'} {what}: {found:.1f} {unit}, budget {most:.0f}")

    def of(self, meter: Meter, name: str) -> None:
        """The budgets of one measurement."""
        for kind, most in (("answer", REPLY_MS), ("danger", DANGER_MS)):
            if seconds := meter.of(kind):
                self.say(f"{name}, {kind} p95", percentile(seconds, 0.95), most, "ms")
        self.say(f"{name}, not as it should be", sum(meter.trouble.values()), 0, "times")
