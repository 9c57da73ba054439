"""The first-run desk login, so that somebody can get in."""

import secrets

from counselling.permissions import Role
from counselling.staff import Staff

LOGIN = "office"


async def first_login(staff: Staff) -> tuple[str, str] | None:
    """Make a supervisor's account if there is no account yet: its login and password, once."""
    if not await staff.is_empty():
        return None
    # Four groups read more easily from one screen to another.
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    await staff.add(LOGIN, "Văn phòng", Role.SUPERVISOR, password, must_change_password=True)
    return LOGIN, password
