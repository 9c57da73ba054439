"""schemathesis, let loose on a running service by docs/openapi.yml.

It asks from our own origin and within a session, so that it comes past the first refusals; who has
neither is refused in tests/app/web/test_headers.py.
"""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from connectors.webchat.sessions import new_token

OPENAPI = Path(__file__).resolve().parents[2] / "docs/openapi.yml"
# The desk answers 404 to every method and address that is not in its table, on purpose; texts that
# fit the file may still be refused for what they say, such as a choice that nobody offered.
_NOT_OURS = "unsupported_method,positive_data_acceptance,ignored_auth,missing_required_header"


async def ask(address: str, *options: str) -> tuple[bool, str]:
    """Whether every answer was as the file says, and what schemathesis told of it."""
    with TemporaryDirectory() as folder:  # it keeps what it found beside where it runs
        settings = Path(folder) / "schemathesis.toml"
        settings.write_text('[parameters]\n"query.wait" = 0\n')  # else each waits for 25 seconds
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings),
            "run", str(OPENAPI), "--url", address,
            "--exclude-checks", _NOT_OURS, "--suppress-health-check", "all", "--no-color",
            "--header", f"Origin:{address}", "--header", f"Authorization:Bearer {new_token()}",
            "--warnings", "off", *options,
            cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        told, _ = await process.communicate()
    return process.returncode == 0, told.decode("utf-8", "replace")
