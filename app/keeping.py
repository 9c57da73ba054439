"""The database, its keys and the eraser, for commands that need no assistant and no chat."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from app.backup.before_upgrade import prepare
from app.backup.key_copies import KeyCopies
from app.rasa.client import RasaAssistant
from app.rasa.running import told
from app.secret_key import secret_key
from app.settings import Settings
from counselling.erasing import Eraser
from counselling.live import Live
from counselling.outbox import Outbox
from counselling.scribe import Announcer
from counselling.store.sql_keys import SqlKeys
from counselling.store.store import Store
from counselling.store.vault import Vault


@dataclass(frozen=True)
class Keeping:
    """What is kept, and the way to erase it."""

    store: Store
    keys: SqlKeys
    copies: KeyCopies
    eraser: Eraser


@asynccontextmanager
async def keeping(settings: Settings, *, restoring: bool = False) -> AsyncIterator[Keeping]:
    """Open what is kept by these settings, also beside a running service.

    ``restoring``: the database has just come out of a backup, and nobody else is there. Raises
    UpgradeRefused, NewerDatabase.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret, _ = secret_key(settings)
    keys = SqlKeys(settings.keys)
    store = Store(settings.database, Vault(secret), keys)
    rasa = RasaAssistant(partial(told, settings.data_dir))
    announcer = Announcer(Live(), Outbox(store, {}))
    copies = KeyCopies(settings, keys)
    eraser = Eraser(store, announcer, elsewhere=[rasa.forget, copies.renew])
    try:
        if restoring:
            await store.prepare()
        else:
            await prepare(settings, store, copies)
        yield Keeping(store, keys, copies, eraser)
        await eraser.settle()
    finally:
        await rasa.close()
        await store.close()
