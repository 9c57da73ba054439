"""An upgrade that is killed outright before its n-th statement. Arguments: folder, n."""

import asyncio
import os
import signal
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.counselling.store.test_upgrades import store_in


async def main(folder: Path, last: int) -> None:
    numbers = count(1)

    def die_at_last(*_: object) -> None:
        if next(numbers) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", die_at_last)
    store = store_in(folder)
    await store.prepare()
    await store.close()
    sys.stdout.write(str(next(numbers) - 1))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
