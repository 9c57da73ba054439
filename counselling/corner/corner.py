"""The editors' corner, put together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from counselling.corner.editing import Editing
from counselling.corner.git_history import in_git
from counselling.corner.history import EitherHistory, FolderHistory, History
from counselling.corner.library import Library
from counselling.corner.manuscripts import Manuscripts
from counselling.corner.publishing import Publishing
from counselling.corner.registers.keeping import Registers
from counselling.corner.trial import NoTrial, Trial
from counselling.corner.wanted import WhatIsWanted
from counselling.faq import FaqSet
from counselling.store.store import Store

FOLDER = "faq-corner"


@dataclass(frozen=True)
class Corner:
    """What the corner's pages work with. ``faq``: the set that women are answered from."""

    library: Library
    editing: Editing
    publishing: Publishing
    wanted: WhatIsWanted
    trial: Trial
    faq: Callable[[], FaqSet]
    registers: Registers


def build_corner(
    store: Store, faq: Callable[[], FaqSet], faq_dir: Path, data_dir: Path, trial: Trial | None
) -> Corner:
    """The corner of the files in ``faq_dir``; what is its own lies in ``data_dir``."""
    own = data_dir / FOLDER
    library, manuscripts = Library(faq_dir), Manuscripts(own / "drafts")
    history: History = FolderHistory(own / "history")
    if git := in_git(faq_dir):
        history = EitherHistory(git, FolderHistory(own / "history"))
    publishing = Publishing(store, library, manuscripts, history)
    return Corner(
        library,
        Editing(store, library, manuscripts),
        publishing,
        WhatIsWanted(store, faq),
        trial or NoTrial(),
        faq,
        Registers(store, library, publishing),
    )
