"""./osso sbom [FOLDER]: what is inside, as CycloneDX 1.6 (ECMA-424), one file for each side.

Made from the locks by cyclonedx-py: every version and hash that is installed, and nothing else.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIDES = {"service": "requirements.lock", "rasa": "bot/requirements.lock"}


def main(folder: Path) -> int:
    """Write them into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for side, lock in SIDES.items():
        file = folder / f"{side}.cdx.json"
        subprocess.run(
            [sys.executable, "-W", "ignore::UserWarning", "-m", "cyclonedx_py", "requirements",
             str(ROOT / lock),
             "--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application",
             "--spec-version", "1.6", "--output-reproducible", "--output-format", "JSON",
             "--output-file", str(file)],
            check=True,
        )  # fmt: skip
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "sbom")))
