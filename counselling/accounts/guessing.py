"""Passwords that a guesser tries early: common and breached ones, and the office's own words.

OWASP ASVS 5.0, 6.1.2, 6.2.4, 6.2.11, 6.2.12. zxcvbn (Wheeler, USENIX Security 2016) knows the
30,000 most frequent of ten million breached passwords, names and English words, and how people
change them (digits behind, signs for letters, rows of keys, years); what it cannot take apart
counts as unknown.
"""

from collections.abc import Iterable

from counselling.accounts.passwords import SHORTEST_PASSWORD, WeakPassword

ENOUGH = 10**8
"""Guesses: 95 years at the 120 an hour that all strangers have together (desk/throttle.py); with a
stolen database, at a tenth of a second for each argon2id hash, four months of one core."""
OFFICE_WORDS = (
    *("osso", "desk", "chat", "counsellor", "supervisor", "editor", "administrator", "admin"),
    *("office", "one stop", "motcua", "mot cua", "tuvan", "tu van", "vanphong", "van phong"),
    *("phunu", "phu nu", "phụ nữ", "hoi phu nu", "hoiphunu", "lienhiep", "vietnam", "viet nam"),
    *("women", "union", "womens union", "hanoi", "ha noi", "matkhau", "mat khau", "mật khẩu"),
)
"""Words that belong to this place, and so to nobody's password alone."""
_LOOKED_AT = 72  # characters: zxcvbn's own bound, as its time grows with their square


class GuessablePassword(WeakPassword):
    """A guesser would come to it soon."""


def check_not_guessable(password: str, about: Iterable[str] = ()) -> None:
    """Raises GuessablePassword; ``about``: her login, her name. Takes some milliseconds."""
    if len(password) < SHORTEST_PASSWORD:
        return  # that is told by itself
    from zxcvbn import zxcvbn  # noqa: PLC0415  # its lists take a tenth of a second to load

    known = [word for text in about for word in (text, *text.split()) if word]
    found = zxcvbn(password[:_LOOKED_AT], user_inputs=[*OFFICE_WORDS, *known])
    if found["guesses"] < ENOUGH:
        raise GuessablePassword(
            "this password is easy to guess; take four or five words that do not belong together"
        )
