"""What of PostgreSQL this machine has, and where a server of the tests may keep its files."""

import os
import pwd
import shutil
from pathlib import Path

ANY_USER = "postgres"  # who runs the server where we are root: it refuses to
_ROOM = 2_000_000_000  # bytes


def memory() -> str | None:
    """A folder in memory, if it has room: making and dropping databases is work for a disk."""
    there = Path("/dev/shm")  # noqa: S108  # mkdtemp makes a folder of its own in it
    return str(there) if there.is_dir() and shutil.disk_usage(there).free > _ROOM else None


def programs() -> Path | None:
    """The folder of the newest server's programs. Debian keeps them off PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda at: at.parts[-3])
    on_path = shutil.which("initdb")
    program = found[-1] if found else Path(on_path).resolve() if on_path else None
    if program and (os.getuid() != 0 or ANY_USER in {user.pw_name for user in pwd.getpwall()}):
        return program.parent
    return None
