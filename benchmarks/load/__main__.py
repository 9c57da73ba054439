"""The whole service under load: ``python -m benchmarks.load`` (benchmarks/README.md)."""

import argparse
import asyncio
import os
import resource
import sys
import tempfile
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path

from app.settings import ROOT
from benchmarks.figures import children, memory
from benchmarks.load.bare import a_crowd_at_bare_rasa, bare_rasa
from benchmarks.load.crowd import a_crowd
from benchmarks.load.figures import Verdicts
from benchmarks.load.meter import Meter
from benchmarks.load.script import Script
from benchmarks.load.stages import Stage
from benchmarks.load.watch import Watch
from benchmarks.load.women import WomanUnderLoad
from counselling.faq import FaqSet, load
from tests.connectors.telegram.bot_api import TOKEN, BotApi, a_bot_api
from tests.running import RunningService, run_service

_KEPT = ROOT / ".rasa/load"
_MOST = {"rate": 400, "seconds": 3600, "women": 2000, "idle": 2400, "soak": 240}
Options = argparse.Namespace


def main() -> int:
    """Measure and print; 1 if a budget was not kept."""
    options = _options()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a chat is an open file
    return asyncio.run(_measure(options))


def _options() -> Options:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=30, help="messages a second, all together")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--women", type=int, default=300)
    parser.add_argument("--telegram", type=int, default=20, help="how many of them are on Telegram")
    parser.add_argument("--idle", type=int, default=2000, help="chats open beside them")
    parser.add_argument("--grow", type=float, nargs="*", default=[], help="times the rate, each")
    parser.add_argument("--grow-seconds", type=float, default=15)
    parser.add_argument("--soak", type=float, default=0, help="minutes at the rate, at the end")
    parser.add_argument("--bare", action="store_true", help="bare Rasa's REST channel beside it")
    parser.add_argument("--epochs", type=int, default=1, help="of bare Rasa's training")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name, most in _MOST.items():
        if not 0 <= getattr(options, name) <= most:
            parser.error(f"--{name} goes from 0 to {most}: the machine is yours, but not more")
    return options


async def _measure(options: Options) -> int:
    faq, verdicts = load(ROOT / "faq"), Verdicts()
    async with AsyncExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (_KEPT / "ours").mkdir(parents=True, exist_ok=True)
        (data / "rasa").symlink_to(_KEPT / "ours")  # trained once, whatever is measured
        api = await stack.enter_async_context(a_bot_api())
        service = stack.enter_context(
            run_service(
                data,
                OSSO_TELEGRAM_TOKEN=TOKEN,
                OSSO_TELEGRAM_API_URL=api.base_url,
                OSSO_RASA_TIMEOUT="1.5",
            )
        )
        await asyncio.to_thread(service.until_ready)
        await _ours(stack, service, api, Script(faq, options.seed), verdicts, options)
        if options.bare:
            await _beside(faq, options, verdicts)
        await asyncio.to_thread(service.stop)  # the Bot API answers to the end
    return int(verdicts.broken)


async def _ours(  # what every stage takes
    stack: AsyncExitStack,
    service: RunningService,
    api: BotApi,
    script: Script,
    verdicts: Verdicts,
    options: Options,
) -> None:
    [rasa] = children(service.process.pid)
    pids = {"service": service.process.pid, "Rasa": rasa, "load": os.getpid()}
    stage = Stage(service.url, service.process.pid, Watch(pids), verdicts, script)

    def crowd(meter: Meter) -> AbstractAsyncContextManager[list[WomanUnderLoad]]:
        return a_crowd(service.url, script, meter, options.women, options.telegram, api)

    async with crowd(script.meter()) as women:
        await stage.load("warming up", women, 5, min(10, options.seconds))
    if options.idle:
        await stage.idle(stack, options.idle)
    if options.rate:
        async with crowd(script.meter()) as women:
            verdicts.of(await stage.load("load", women, options.rate, options.seconds), "load")
    if options.grow:
        rates = [factor * options.rate for factor in options.grow]
        await stage.grow(crowd, rates, options.grow_seconds)
    if options.soak:
        async with crowd(script.meter()) as women:
            await stage.soak(women, options.rate, options.soak)
    print(f"memory: service {memory(service.process.pid):.0f} MB, Rasa {memory(rasa):.0f} MB")


async def _beside(faq: FaqSet, options: Options, verdicts: Verdicts) -> None:
    """The same script and pace at bare Rasa."""
    async with bare_rasa(faq, options.epochs) as bare:
        watch = Watch({"bare Rasa": bare.pid, "load": os.getpid()})
        script = Script(faq, options.seed)
        stage = Stage(bare.url, bare.pid, watch, verdicts, script)

        def crowd(meter: Meter) -> AbstractAsyncContextManager[list[WomanUnderLoad]]:
            return a_crowd_at_bare_rasa(bare.url, script, meter, options.women)

        async with crowd(Meter()) as women:
            await stage.load("bare Rasa, warming up", women, 5, min(10, options.seconds))
        async with crowd(Meter()) as women:
            await stage.load("bare Rasa", women, options.rate, options.seconds)
        if options.grow:
            rates = [factor * options.rate for factor in options.grow]
            await stage.grow(crowd, rates, options.grow_seconds)
        print(f"memory: bare Rasa {memory(bare.pid):.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
