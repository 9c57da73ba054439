"""Who may do what: the one permission table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal


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
    MANAGE_STAFF = "manage_staff"
    SEE_AUDIT = "see_audit"
    MANAGE_SETTINGS = "manage_settings"
    NOTE = "note"
    TRANSFER = "transfer"
    ASK_SUPERVISOR = "ask_supervisor"
    TAKE_OVER = "take_over"
    READ_CASE = "read_case"
    KEEP_CASE = "keep_case"
    REFER = "refer"
    SEE_REPORTS = "see_reports"
    EDIT_FAQ = "edit_faq"
    KEEP_LISTS = "keep_lists"
    SEE_STATUS = "see_status"


_EVERYONE = frozenset({Permission.USE_DESK})
_CASEWORK = _EVERYONE | {
    Permission.SEE_QUEUE,
    Permission.READ_TRANSCRIPT,
    Permission.CLAIM,
    Permission.REPLY,
    Permission.ASK_WORD,
    Permission.HAND_BACK,
    Permission.CLOSE,
    Permission.NOTE,
    Permission.TRANSFER,
    Permission.ASK_SUPERVISOR,
    Permission.READ_CASE,
    Permission.KEEP_CASE,
    Permission.REFER,
}

# Editors keep the Q&A files and administrators the machine: neither needs to read what women write.
# Supervisors may mend the files too: a small office has no editor, and an answer that is wrong
# must not wait for one. What they see of women in the corner is less than they may read anyway.
GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.COUNSELLOR: _CASEWORK,
    Role.SUPERVISOR: _CASEWORK
    | {
        Permission.SEE_AUDIT,
        Permission.SEE_REPORTS,
        Permission.TAKE_OVER,
        Permission.EDIT_FAQ,
        Permission.KEEP_LISTS,
        Permission.SEE_STATUS,
    },
    Role.EDITOR: _EVERYONE | {Permission.EDIT_FAQ, Permission.KEEP_LISTS},
    Role.ADMINISTRATOR: _EVERYONE
    | {
        Permission.MANAGE_STAFF,
        Permission.SEE_AUDIT,
        Permission.MANAGE_SETTINGS,
        Permission.KEEP_LISTS,
        Permission.SEE_STATUS,
    },
}


@dataclass(frozen=True)
class User:
    """A member of staff. ``office``: an id of faq/offices.yml; None serves all offices.

    ``has_code``: she signs in with a code from her phone too. ``first_password_until``: her
    password was made for her at the desk, ends then, and opens nothing but its own change.
    """

    id: str
    login: str
    name: str
    role: Role
    active: bool = True
    must_change_password: bool = False
    office: str | None = None
    has_code: bool = False
    first_password_until: datetime | None = None

    @property
    def owes(self) -> Literal["password", "code"] | None:
        """What she must set up before the desk is hers: OWASP ASVS 5.0, 6.4.1 and 6.3.3."""
        if self.first_password_until is not None:
            return "password"
        return "code" if self.role is Role.ADMINISTRATOR and not self.has_code else None


def may(user: User, permission: Permission) -> bool:
    """Whether ``user`` may do this."""
    return user.active and permission in GRANTS[user.role]
