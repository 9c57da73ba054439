"""Small helpers: percentiles, memory, questions to ask."""

import os
from collections.abc import Sequence
from pathlib import Path

QUESTIONS = (
    "ghi chu ly hon o dau",
    "Em mất giấy ly hôn thì xin lại ở đâu ạ?",
    "đêm nào em cũng không ngủ được",
    "How do I register my child who was born in Korea?",
    "한국에서 못 받은 월급은 어떻게 받아요?",
    "giá vàng hôm nay bao nhiêu",
    "con em hoc truong cong co mat tien khong",
    "vay von lam an thi duoc bao nhieu",
)
DANGER = "chồng đang đánh em, cứu em với"


def percentile(seconds: Sequence[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of ``seconds`` do not exceed, in milliseconds."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def memory(pid: int) -> float:
    """Resident memory of a process in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def memory_of_this_process() -> float:
    """Resident memory of the process that asks, in MB (Linux)."""
    return memory(os.getpid())


def children(pid: int) -> list[int]:
    """Processes started by ``pid``."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid:
            found.append(int(status.parent.name))
    return found
