"""The danger check on long texts: 100 kB, ordinary and nasty."""

import random
import statistics
import time
from pathlib import Path

from app.book import Book
from benchmarks.figures import QUESTIONS

SIZE = 100_000  # bytes of UTF-8
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measure and print."""
    detector = Book(ROOT / "faq").detector()
    words = [*" ".join(QUESTIONS).split(), "tự", "tử", "muốn", "chết", "đánh", "con", "em"]
    chosen = random.Random(0)  # noqa: S311  # the same text each time
    texts = {
        "questions": " ".join(QUESTIONS),
        "random words": " ".join(chosen.choice(words) for _ in range(30_000)),
        "a b a b": "a b ",
        "dotted letters": "t.u.t.u.",
        "wildcard heads": "ôm con con con ",
        "one long word": "x",
        "Korean": "죽고 싶지 않아요 ",
    }
    for name, text in texts.items():
        long = (text * (SIZE // len(text) + 1)).encode()[:SIZE].decode(errors="ignore")
        times = []
        for _ in range(15):
            began = time.process_time()
            detector.see(long)
            times.append((time.process_time() - began) * 1000)
        print(
            f"{name:15} best {min(times):5.1f}  median {statistics.median(times):5.1f}"
            f"  max {max(times):5.1f} ms"
        )


if __name__ == "__main__":
    main()
