"""A real nginx with the configuration of deploy/, on free ports, with a certificate of its own."""

import asyncio
import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy/nginx/osso.conf"
HOST = "chat.example.org"
_AROUND = """\
worker_processes 1;
daemon off;
pid {folder}/pid;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
{configuration}
}}
"""


class Nginx:
    """Its programs and files; ``services``: the two addresses behind it, as 127.0.0.1:8081."""

    def __init__(self, folder: Path, services: Sequence[str]) -> None:
        self._program = _find()
        self._folder = folder
        self.port = _free_port()
        _certificate(folder)
        user = "user root;\n" if os.getuid() == 0 else ""
        written = _AROUND.format(folder=folder, configuration=self._configuration(services))
        self._file = folder / "nginx.conf"
        self._file.write_text(user + written)

    def check(self) -> subprocess.CompletedProcess[str]:
        """``nginx -t``."""
        return subprocess.run(
            [*self._command(), "-t"], capture_output=True, text=True, timeout=20, check=False
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        """It serves inside; gives its address."""
        process = await asyncio.create_subprocess_exec(*self._command())
        try:
            for _ in range(200):
                await asyncio.sleep(0.02)
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                        break
            yield f"https://127.0.0.1:{self.port}"
        finally:
            process.terminate()
            await process.wait()

    def trust(self) -> ssl.SSLContext:
        """What a browser needs to believe it."""
        context = ssl.create_default_context(cafile=str(self._folder / "fullchain.pem"))
        context.check_hostname = False  # it is asked by its number
        return context

    def _command(self) -> list[str]:
        errors = str(self._folder / "errors")
        return [self._program, "-p", str(self._folder), "-e", errors, "-c", str(self._file)]

    def _configuration(self, services: Sequence[str]) -> str:
        text = CONFIGURATION.read_text("utf-8").replace("/etc/osso/tls", str(self._folder))
        text = text.replace("/var/log/nginx", str(self._folder))
        text = re.sub(r"\n *listen \[::\].*", "", text)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{_free_port()};")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{self.port} ")
        for given, service in zip(("127.0.0.1:8081", "127.0.0.1:8082"), services, strict=True):
            text = text.replace(given, service)
        return text


def _find() -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found:
        return found
    reason = "NGINX NOT TESTED: none on this machine; as root: apt-get install nginx-light"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _certificate(folder: Path) -> None:
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "1", "-subj", f"/CN={HOST}"),
            *("-addext", f"subjectAltName=DNS:{HOST}"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "fullchain.pem")),
        ],
        check=True,
        timeout=20,
        capture_output=True,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
