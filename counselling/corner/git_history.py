"""The history in git: a commit a change, of that file alone, in its editor's name."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from counselling.corner.history import NotRecorded, Version
from counselling.corner.writing import Change
from counselling.permissions import User

_HASH = re.compile(r"[0-9a-f]{40,64}")
_PATIENCE = 20.0  # seconds for one command
_MOST = 100  # versions shown of a file
_FORMAT = "--format=%H%x1f%aI%x1f%an%x1f%B%x1e"
# Whoever runs the machine has set up git for himself: nobody is there to be asked for a
# signature, and his hooks do not know this caller.
_QUIET = ("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "core.pager=cat")
_OFFICE = {"GIT_COMMITTER_NAME": "Editors' corner", "GIT_COMMITTER_EMAIL": "corner@osso.invalid"}


def in_git(folder: Path) -> "GitHistory | None":
    """The history of a folder that lies in a git work tree and is not ignored there."""
    git = shutil.which("git")
    if git is None:
        return None
    history = GitHistory(folder, git)
    return history if history.usable() else None


class GitHistory:
    """Versions are the commits of the work tree in which ``folder`` lies."""

    def __init__(self, folder: Path, git: str) -> None:
        self._folder = folder.resolve()
        self._git = git

    def usable(self) -> bool:
        """Whether git works here and would take a file of the folder."""
        try:
            inside = self._run("rev-parse", "--is-inside-work-tree").strip() == b"true"
            return inside and not self._ignored()
        except NotRecorded:
            return False

    def record(self, changes: Sequence[Change], by: User, why: str, at: datetime) -> None:
        """Commit these files and no others, whatever else is staged; raises NotRecorded."""
        files = [one.file for one in changes]
        author = {
            "GIT_AUTHOR_NAME": by.name.strip() or by.login,
            "GIT_AUTHOR_EMAIL": f"{by.login}@desk.invalid",
            "GIT_AUTHOR_DATE": at.isoformat(),
        }
        self._run("add", "--intent-to-add", "--", *_there(changes))
        message = f"{why}\n\n{', '.join(files)}\n"
        self._run(
            "commit", "--quiet", "--cleanup=verbatim", "--only", f"--message={message}",
            "--", *files, more=author,
        )  # fmt: skip

    def versions(self, file: str) -> list[Version]:
        """The newest commits of a file, newest first; none where git fails."""
        try:
            told = self._run("log", f"--max-count={_MOST}", _FORMAT, "--", file).decode("utf-8")
            gone = self._run("log", "--diff-filter=D", "--format=%H", "--", file).decode().split()
        except (NotRecorded, UnicodeDecodeError):
            return []
        found = (record.strip("\n").split("\x1f") for record in told.split("\x1e"))
        return [_version(*fields, gone=fields[0] in gone) for fields in found if len(fields) == 4]

    def content(self, file: str, version: str) -> bytes | None:
        """The file as a commit has it."""
        if not _HASH.fullmatch(version):
            return None
        try:
            return self._run("show", f"{version}:./{file}")
        except NotRecorded:
            return None

    def _ignored(self) -> bool:
        try:
            self._run("check-ignore", "--quiet", "themes.yml")
        except NotRecorded:
            return False
        return True

    def _run(self, *arguments: str, more: dict[str, str] | None = None) -> bytes:
        """What a git command says; raises NotRecorded."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment = own | _OFFICE | (more or {}) | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        try:
            done = subprocess.run(  # noqa: S603  # our own arguments, and no shell
                [self._git, *_QUIET, "-C", str(self._folder), *arguments],
                capture_output=True,
                check=False,
                env=environment,
                stdin=subprocess.DEVNULL,
                timeout=_PATIENCE,
            )
        except (OSError, subprocess.TimeoutExpired) as failed:
            raise NotRecorded(type(failed).__name__) from None
        if done.returncode:
            raise NotRecorded(done.stderr.decode("utf-8", "replace").strip()[:300])
        return done.stdout


def _there(changes: Sequence[Change]) -> list[str]:
    return [one.file for one in changes if one.after is not None]


def _version(commit: str, at: str, who: str, message: str, *, gone: bool) -> Version:
    why = message.strip().split("\n", 1)[0]
    return Version(commit, datetime.fromisoformat(at), who, why, gone)
