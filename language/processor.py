"""What this machine's processor can do, for libraries that do not ask or that guess wrong."""

from functools import cache
from pathlib import Path


@cache
def has_avx2() -> bool:
    """Whether AVX2 and FMA are there (x86-64 from 2013 on), as Linux tells."""
    try:
        words = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return False
    return {"avx2", "fma"}.issubset(words)
