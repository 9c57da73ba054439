"""What is raised when a backup or a restore cannot be done."""


class BackupProblem(Exception):
    """What is wrong, where, and how to mend it. Nothing was changed."""
