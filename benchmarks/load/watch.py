"""What the processes use meanwhile: processor and memory, from /proc (Linux)."""

import asyncio
import os
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import memory

_TICKS = os.sysconf("SC_CLK_TCK")
FULL = 0.9
"""A process with this part of one core has no more to give: each of ours works on one."""


def cpu_seconds(pid: int) -> float:
    """Processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


@dataclass
class Watch:
    """``processes``: pid by name. ``rss``: MB by name, one value for each look."""

    processes: dict[str, int]
    rss: dict[str, list[float]] = field(default_factory=dict)
    _began: float = 0.0
    _used: dict[str, float] = field(default_factory=dict)

    def start(self) -> None:
        """Count from now."""
        self._began = time.monotonic()
        self._used = {name: cpu_seconds(pid) for name, pid in self.processes.items()}

    def cores(self) -> dict[str, float]:
        """How many cores each has used since the start, on average."""
        took = time.monotonic() - self._began
        return {
            name: (cpu_seconds(pid) - self._used[name]) / took
            for name, pid in self.processes.items()
        }

    def saturated(self) -> str:
        """Who has no more to give."""
        full = [name for name, share in self.cores().items() if share >= FULL]
        whole = sum(self.cores().values())
        if not full and whole >= FULL * (os.cpu_count() or 1):
            return f"the machine ({whole:.1f} cores)"
        return ", ".join(full) or "nothing"

    async def look_every(self, seconds: float, *, say: bool) -> None:
        """Note the memory of each now and then, for ever."""
        while True:
            await asyncio.sleep(seconds)
            for name, pid in self.processes.items():
                self.rss.setdefault(name, []).append(memory(pid))
            if say:
                told = ", ".join(f"{name} {ones[-1]:.0f} MB" for name, ones in self.rss.items())
                print(
                    f"  after {len(next(iter(self.rss.values()))) * seconds / 60:.0f} min: {told}"
                )

    def slopes(self, seconds: float) -> dict[str, float]:
        """MB an hour over the second half of the looks, which were ``seconds`` apart."""
        found = {}
        for name, ones in self.rss.items():
            late = ones[len(ones) // 2 :]
            if len(late) > 2:
                fit = statistics.linear_regression(range(len(late)), late)
                found[name] = fit.slope * 3600 / seconds
        return found
