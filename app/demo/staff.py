"""Who works in the demo's two offices."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from counselling.permissions import Role, User
from counselling.staff import Staff


@dataclass(frozen=True)
class Member:
    """A made-up member of staff; ``office``: an id of faq/offices.yml, None for all of them."""

    login: str
    name: str
    role: Role
    office: str | None


MEMBERS = (
    Member("lan", "Lan", Role.COUNSELLOR, "ha-noi"),
    Member("mai", "Mai", Role.COUNSELLOR, "ha-noi"),
    Member("hoa", "Hoa", Role.COUNSELLOR, "hai-phong"),
    Member("thu", "Thu", Role.COUNSELLOR, "hai-phong"),
    Member("huong", "Hương", Role.SUPERVISOR, None),
    Member("ngoc", "Ngọc", Role.EDITOR, None),
)


async def hire(staff: Staff, password: str) -> Mapping[str, User]:
    """Their accounts, all with the same password, by login."""
    return {
        member.login: await staff.add(
            member.login,
            member.name,
            member.role,
            password,
            must_change_password=False,
            office=member.office,
        )
        for member in MEMBERS
    }


def a_password() -> str:
    """A new one, easy to read from one screen to another."""
    return "-".join(secrets.token_hex(2) for _ in range(4))
