"""What is raised when the database was made by a newer program."""


class NewerDatabase(Exception):
    """Nothing was changed. ``found`` and ``known``: the form of the tables, and our newest."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(
            f"a newer program than this one has worked with the database (its tables are of form "
            f"{found}, this program knows {known} and older). Nothing was changed. Start the newer "
            "program again; or go back to the backup that was made by itself before the upgrade: "
            "./osso restore .../before-upgrade-....age"
        )
