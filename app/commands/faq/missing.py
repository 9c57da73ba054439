"""List what women asked and the Q&A files did not answer, grouped, without their names."""

import argparse
import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from app.backup.before_upgrade import prepare
from app.backup.key_copies import KeyCopies
from app.secret_key import secret_key
from app.settings import Settings
from counselling.faq import load
from counselling.gaps import Gap, Masker, group
from counselling.gaps.shown import MOST_SHOWN, masked, texts_of
from counselling.store.sql_keys import SqlKeys
from counselling.store.store import Store
from counselling.store.unanswered import Unanswered
from counselling.store.vault import Vault

_SPAN = re.compile(r"([1-9][0-9]{0,3})([dh])")
_WHYS = {
    "fallback": "no answer was found",
    "not_meant": "none of the choices was meant",
    "unhelpful": "the answer did not help",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso faq gaps [--since 30d] [--all]``"""
    parser.add_argument(
        "--since",
        type=since,
        default="30d",
        help="how far back: 30d, 12h, or a day such as 2026-11-01 (default: 30d)",
    )
    parser.add_argument("--all", action="store_true", help="also what was asked only once")


def since(written: str) -> datetime:
    """The moment meant by "30d", "12h" or "2026-11-01"; raises ArgumentTypeError."""
    span = _SPAN.fullmatch(written)
    if span:
        hours = int(span[1]) * (24 if span[2] == "d" else 1)
        return datetime.now(UTC) - timedelta(hours=hours)
    try:
        return datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{written}' is none of 30d, 12h or 2026-11-01") from None


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print the groups, biggest first. Raises FaqProblems."""
    masker = Masker(texts_of(load(settings.faq_dir)))
    gaps = group(asyncio.run(_missed(settings, options.since)))
    shown = [gap for gap in gaps if options.all or gap.size > 1]
    for gap in shown:
        print(*_lines(gap, masker), sep="\n", end="\n\n")
    questions = sum(gap.size for gap in gaps)
    print(f"{questions} questions without a good answer since {options.since:%Y-%m-%d}.")
    if len(shown) < len(gaps):
        print(f"{len(gaps) - len(shown)} of them were asked only once; --all shows these too.")
    return 0


async def _missed(settings: Settings, moment: datetime) -> list[Unanswered]:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret, _ = secret_key(settings)
    keys = SqlKeys(settings.keys)
    store = Store(settings.database, Vault(secret), keys)
    try:
        await prepare(settings, store, KeyCopies(settings, keys))
        async with store.read() as tx:
            return await tx.outcomes.unanswered(moment)
    finally:
        await store.close()


def _lines(gap: Gap, masker: Masker) -> Iterator[str]:
    about = f", {gap.theme}" if gap.theme else ""
    whys = ", ".join(f"{_WHYS[why]}: {count}" for why, count in gap.whys.most_common())
    yield f"{gap.size} × {gap.language}{about} ({whys})"
    texts = masked(gap, masker)
    yield from (f"    {text}" for text in texts[:MOST_SHOWN])
    if len(texts) > MOST_SHOWN:
        yield f"    … and {len(texts) - MOST_SHOWN} more like these"
    if gap.nearest:
        yield f"  nearest: {', '.join(gap.nearest)}"
