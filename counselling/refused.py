"""Why something that arrived is not taken."""


class Refused(Exception):
    """What arrived was not taken; ``code`` names why, nothing was stored."""

    code = "refused"


class TextTooLong(Refused):
    """More characters than a message may have."""

    code = "too_long"


class EmptyText(Refused):
    """Nothing to read in it."""

    code = "empty"


class UnknownChoice(Refused):
    """No recent message offered this choice."""

    code = "unknown_choice"


class NotSaved(Refused):
    """The database did not take it: try again.

    ``numbers``: whom she can call meanwhile, one short row, if what she wrote speaks of danger.
    """

    code = "not_saved"

    def __init__(self, numbers: str = "") -> None:
        super().__init__()
        self.numbers = numbers
