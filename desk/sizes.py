"""How large a file is, as people say it."""


def size(count: int) -> str:
    """``count`` bytes in kB or MB, rounded; never nought."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.0f} MB"
    return f"{max(1, round(count / 1000))} kB"
