"""Who may do what: the one permission table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a member of staff is."""

    COUNSELLOR = "counsellor"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What can be done at the desk."""

    USE_DESK = "use_desk"
    SEE_QUEUE = "see_queue"
    READ_TRANSCRIPT = "read_transcript"
    CLAIM = "claim"
    REPLY = "reply"
    ASK_WORD = "ask_word"
    HAND_BACK = "hand_back"
    CLOSE = "close"
    SEE_REPORTS = "see_reports"


_EVERYONE = frozenset({Permission.USE_DESK})
_CASEWORK = _EVERYONE | {
    Permission.SEE_QUEUE,
    Permission.READ_TRANSCRIPT,
    Permission.CLAIM,
    Permission.REPLY,
    Permission.ASK_WORD,
    Permission.HAND_BACK,
    Permission.CLOSE,
}

# Editors keep the Q&A files and administrators the machine: neither needs to read what women write.
GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.COUNSELLOR: _CASEWORK,
    Role.SUPERVISOR: _CASEWORK | {Permission.SEE_REPORTS},
    Role.EDITOR: _EVERYONE,
    Role.ADMINISTRATOR: _EVERYONE,
}


@dataclass(frozen=True)
class User:
    """A member of staff. ``office``: an id of faq/offices.yml; None serves all offices."""

    id: str
    login: str
    name: str
    role: Role
    active: bool = True
    must_change_password: bool = False
    office: str | None = None


def may(user: User, permission: Permission) -> bool:
    """Whether ``user`` may do this."""
    return user.active and permission in GRANTS[user.role]
