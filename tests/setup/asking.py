"""Reading what the project asks for and what its locks hold."""

import re
import tomllib

from packaging.requirements import Requirement

from tests.setup.machine import ROOT

PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[^ ;]+)( ; [^\\]+)?")


def entries(lock: str) -> list[list[str]]:
    """The lines of each package: its pin, its hashes."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / lock).read_text(), flags=re.MULTILINE)
    return [
        [part.strip() for part in entry.split("\\\n")]
        for entry in re.split(r"\n(?=\S)", text.strip())
    ]


def pins(lock: str) -> dict[str, set[str]]:
    """Each package's versions."""
    versions: dict[str, set[str]] = {}
    for entry in entries(lock):
        match = PIN.fullmatch(entry[0])
        assert match, entry[0]
        versions.setdefault(match["name"], set()).add(match["version"])
    return versions


def asked(source: str) -> list[Requirement]:
    """The requirements of a requirements.in."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / source).read_text().splitlines())
    return [Requirement(line) for line in lines if line]


def project() -> tuple[list[Requirement], list[Requirement]]:
    """What pyproject.toml asks for: the service's, the tests'."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return (
        [Requirement(line) for line in content["project"]["dependencies"]],
        [Requirement(line) for line in content["dependency-groups"]["dev"]],
    )
