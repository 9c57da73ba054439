"""Which cells of a CSV a spreadsheet would take for a formula, and run.

Source: OWASP, CSV Injection: = + - @, tab, carriage return and line feed at the beginning, and the
full-width forms that spreadsheets of East Asia take for the same.
"""

SIGNS = tuple("=+-@\t\r\n＝＋－＠")
APOSTROPHE = "'"
"""The sign by which spreadsheets know a text."""


def guarded(cell: str) -> str:
    """The cell as text, whatever it begins with; OWASP asks to look behind blanks as well."""
    return APOSTROPHE + cell if cell.startswith(SIGNS) or is_hidden(cell) else cell


def is_hidden(cell: str) -> bool:
    """Whether blanks stand before such a sign: some programs cut them off before they look."""
    bare = cell.lstrip()
    return bare != cell and bare.startswith(SIGNS)
