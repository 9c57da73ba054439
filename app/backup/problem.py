"""What is raised when a backup, a restore or an upgrade cannot be done."""


class BackupProblem(Exception):
    """What is wrong, where, and how to mend it. Nothing was changed."""


class UpgradeRefused(Exception):
    """Why the tables were not changed, and what to do. Nothing was changed."""
