"""What is raised when a database did not take a change."""


class NotSaved(Exception):
    """The database did not take the change; nothing of it was stored. Try again."""


class NotRead(NotSaved):
    """The database could not even be read; nothing was changed. Try again."""
