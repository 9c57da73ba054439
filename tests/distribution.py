"""Which tests stay together in one worker: those that share what is slow to start.

pytest-xdist's own groups (``--dist loadgroup``) are not kept with pytest 9.2: its issue 1386.
"""

from xdist.scheduler import LoadScopeScheduling

_ONE_RASA = "a Rasa for all conversations"
_ONE_SERVICE = "a service for all that only ask"
_ONE_POSTGRES = "a PostgreSQL server for all"
_SHARED = {
    "tests/conversations/test_answering.py": _ONE_RASA,
    "tests/conversations/test_any_rasa.py": _ONE_RASA,
    "tests/conversations/test_further.py": _ONE_RASA,
    "tests/conversations/test_private_door.py": _ONE_RASA,
    "tests/conversations/test_stories.py": _ONE_RASA,
    "tests/journeys/test_ask.py": _ONE_SERVICE,
    "tests/journeys/test_whole_path.py": _ONE_SERVICE,
    "tests/understanding/test_evaluate.py": _ONE_SERVICE,
}
# All tests of such a folder look into the one thing that its conftest.py makes.
_BY_FOLDER = ("tests/app/demo/",)
# In each file of these one fixture that takes long to make serves all tests.
_BY_FILE = (
    "tests/app/rasa/test_home.py",
    "tests/bot/nlu/",
    "tests/bot/test_danger_judge.py",
    "tests/bot/test_danger_learn.py",
    "tests/bot/test_serve.py",
    "tests/bot/test_swift_actions.py",
    "tests/bot/test_tracker_store.py",
    "tests/conversations/",
    "tests/deploy/test_one_of_each_killed.py",
    "tests/journeys/",
    "tests/language/test_embed.py",
    "tests/setup/test_sbom.py",
)


class Distribution(LoadScopeScheduling):  # type: ignore[misc]  # has no types
    """``--dist loadscope``, with our scopes."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)


def scope_of(nodeid: str) -> str:
    """Tests of the same scope run in the same worker; most are a scope of their own."""
    if "[postgresql" in nodeid or "-postgresql" in nodeid:
        return _ONE_POSTGRES
    file = nodeid.split("::", maxsplit=1)[0]
    if file in _SHARED:
        return _SHARED[file]
    for folder in _BY_FOLDER:
        if file.startswith(folder):
            return folder
    return file if file.startswith(_BY_FILE) else nodeid
