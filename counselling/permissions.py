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
    EDIT_FAQ = "edit_faq"


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
# Supervisors may mend the files too: a small office has no editor, and an answer that is wrong
# must not wait for one. What they see of women in the corner is less than they may read anyway.
GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.COUNSELLOR: _CASEWORK,
    Role.SUPERVISOR: _CASEWORK | {Permission.EDIT_FAQ},
    Role.EDITOR: _EVERYONE | {Permission.EDIT_FAQ},
    Role.ADMINISTRATOR: _EVERYONE,
}


@dataclass(frozen=True)
class User:
    """A member of staff."""

    id: str
    login: str
    name: str
    role: Role
    active: bool = True
    must_change_password: bool = False


def may(user: User, permission: Permission) -> bool:
    """Whether ``user`` may do this."""
    return user.active and permission in GRANTS[user.role]
