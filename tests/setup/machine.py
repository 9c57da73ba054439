"""A machine made up for a test: a clone of what ./osso needs, a PATH of its own, an empty HOME."""

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What a fresh Debian has and ./osso uses. No python3, no uv: each test says which there are.
ESSENTIALS = [
    *("cat", "chmod", "cmp", "cp", "date", "dirname", "env", "flock", "grep", "head", "ls"),
    *("mkdir", "mv", "readlink", "rm", "sed", "sh", "sleep", "tail", "timeout", "tr"),
]
# A uv that does as asked without a network, and writes down what it was asked.
OBEDIENT_UV = """\
[ "$1" = --version ] && { echo "uv 0.13.9"; exit; }
echo "$*" >> "$UV_LOG"
[ "$1 $2" = "python find" ] && exit 1
[ "$1 $2" = "python install" ] && exit 1
[ "$1" = venv ] || exit 0
for folder; do :; done
mkdir -p "$folder/bin" && printf '#!/bin/sh\\n' > "$folder/bin/python"
chmod +x "$folder/bin/python"
"""


@dataclass
class Machine:
    """``home`` is its whole disk; ``variables`` are added to an otherwise empty environment."""

    home: Path
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clone = self.home / "a clone"
        self.path = self.home / "bin"
        self.path.mkdir(parents=True)
        for name in ESSENTIALS:
            (self.path / name).symlink_to(shutil.which(name) or f"/bin/{name}")
        self.program("id", "echo 1000")
        shutil.copytree(ROOT / "setup", self.clone / "setup")
        for name in ("osso", "app/help.txt", "requirements.lock", "bot/requirements.lock"):
            (self.clone / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, self.clone / name)

    def program(self, where: str | Path, script: str) -> Path:
        """Put a shell script at ``where`` (a bare name: on PATH)."""
        place = self.path / where
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"#!/bin/sh\n{script}\n")
        place.chmod(0o755)
        return place

    def python(self, where: str | Path, version: str) -> Path:
        """Put a Python that says it is ``version`` at ``where``."""
        return self.program(where, f"echo {version}")

    def uv(self, script: str = OBEDIENT_UV) -> None:
        """Put a uv on PATH."""
        self.program("uv", script)

    def environment(self) -> dict[str, str]:
        """What a command started on this machine sees."""
        given = {"PATH": str(self.path), "HOME": str(self.home), "UV_LOG": str(self.uv_log)}
        return given | self.variables

    @property
    def uv_log(self) -> Path:
        """Where OBEDIENT_UV writes down what it was asked."""
        return self.home / "uv.log"

    def asked_of_uv(self) -> list[str]:
        """What OBEDIENT_UV was asked, one line a call."""
        return self.uv_log.read_text().splitlines() if self.uv_log.exists() else []

    def osso(
        self, *words: str, start: Path | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run ./osso with ``words``, or another way to it (``start``)."""
        return subprocess.run(
            [str(start or self.clone / "osso"), *words],
            cwd=cwd or self.home,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def shell(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run a line of shell after the files of setup/ have been read, as osso reads them."""
        read = f'root="{self.clone}"; envs="$root/.envs"; set -eu\n'
        for name in ("say", "uv", "pythons", "environments"):
            read += f'. "$root/setup/{name}.sh"\n'
        return subprocess.run(
            ["sh", "-c", f"{read}uv=uv\n{script}"],
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
