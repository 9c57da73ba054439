"""What must hold after all the kills: for every woman, and for the files."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.kills.woman import Frame, Woman


@dataclass
class Report:
    """How much was looked at, and every finding."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)

    def hold(self, true: bool, finding: str) -> None:  # noqa: FBT001  # reads as an assertion
        """Note ``finding`` unless it holds."""
        if not true:
            self.findings.append(finding)


def judge(woman: Woman, told: Sequence[Frame], report: Report) -> None:
    """Compare what she was acknowledged and shown with the conversation as it is now."""
    who = f"woman {woman.number}"
    report.findings += [f"{who}: {problem}" for problem in woman.problems]
    numbers = [frame["seq"] for frame in told]
    report.hold(numbers == list(range(1, len(told) + 1)), f"{who}: numbers have gaps or doubles")
    shown = [(frame["seq"], frame["text"]) for frame in woman.screen]
    now = [(frame["seq"], frame["text"]) for frame in told]
    report.hold(shown == now[: len(shown)], f"{who}: her screen showed something else")
    _judge_hers(who, woman, told, report)
    _judge_replies(who, woman, told, report)
    if woman.in_danger:
        _judge_help(who, woman, told, report)


def judge_files(folder: Path, report: Report) -> None:
    """The databases are whole, and every ticket is the only one of its conversation."""
    for name in ("osso.sqlite3", "keys.sqlite3"):
        with closing(sqlite3.connect(folder / name)) as database:
            (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
            report.hold(verdict == "ok", f"{name}: {verdict}")
    with closing(sqlite3.connect(folder / "osso.sqlite3")) as database:
        per_chat = [n for (n,) in database.execute(_TICKETS)]
        (left,) = database.execute("SELECT count(*) FROM outbox").fetchone()
        (due,) = database.execute("SELECT count(*) FROM message WHERE turn_due").fetchone()
    report.counts["tickets"] += sum(per_chat)
    report.hold(all(n == 1 for n in per_chat), f"doubled tickets: {per_chat}")
    report.hold(left == 0, f"{left} messages are still on their way")
    report.hold(due == 0, f"{due} turns were never taken")


_TICKETS = "SELECT count(*) FROM ticket GROUP BY conversation_id"


def _judge_hers(who: str, woman: Woman, told: Sequence[Frame], report: Report) -> None:
    hers = {frame["seq"]: frame["text"] for frame in told if frame["from"] == "woman"}
    acked = [message for message in woman.sent if message.seq is not None]
    report.counts["acknowledged"] += len(acked)
    for message in acked:
        kept = hers.pop(message.seq or 0, None)
        fits = kept is not None and (message.choice or kept == message.text)
        report.hold(bool(fits), f"{who}: acknowledged message {message.seq} is lost")
    report.hold(not hers, f"{who}: doubled or never acknowledged: {sorted(hers)}")
    order = [message.seq for message in acked]
    report.hold(order == sorted(order, key=lambda seq: seq or 0), f"{who}: her order is not kept")


def _judge_replies(who: str, woman: Woman, told: Sequence[Frame], report: Report) -> None:
    """One reply to each question, in the order of the questions."""
    questions = [one.text for one in woman.sent if one.seq and not one.choice]
    replies = [
        frame
        for frame in told
        if frame["from"] == "assistant" and not frame["text"].startswith(woman.script.gentle)
    ]
    if woman.in_danger:
        questions, replies = questions[1:], replies[1:]  # her cry, and the help under it
        if woman.script.adds_to_help and len(replies) > len(questions):
            replies = replies[1:]
    report.counts["replies"] += len(replies)
    report.hold(
        len(replies) == len(questions), f"{who}: {len(replies)} replies to {len(questions)}"
    )
    for question, reply in zip(questions, replies, strict=False):
        report.hold(
            woman.script.fits(question, reply), f"{who}: message {reply['seq']} answers another"
        )


def _judge_help(who: str, woman: Woman, told: Sequence[Frame], report: Report) -> None:
    """Help stands directly under her cry, once, and she has one ticket code, told once."""
    cry = woman.sent[0].seq or 0
    after = [frame for frame in told if frame["seq"] == cry + 1]
    report.hold(bool(after) and after[0]["from"] == "assistant", f"{who}: no help in danger")
    same = [frame for frame in told if after and frame["text"] == after[0]["text"]]
    report.hold(len(same) == 1, f"{who}: help was told {len(same)} times")
    report.counts["danger replies"] += len(same)
