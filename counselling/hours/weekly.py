"""Weekly hours as an editor writes them: "mon-fri 08:00-11:30, 13:30-17:00"."""

from counselling.duty.hours import NoShift, Shift, read_shift

EXAMPLE = "mon-fri 08:00-11:30, 13:30-17:00"


def read_hours(text: str) -> tuple[Shift, ...]:
    """The shifts of one line: days, then times with commas between them, in Vietnamese time.

    Days as in duty.yml (mon … sun, T2 … CN). Raises NoShift.
    """
    first, *more = (part.strip() for part in text.split(","))
    days = first.rpartition(" ")[0]
    if not days:
        raise NoShift(f'"{text}" names no days and hours')
    return tuple(read_shift(part) for part in (first, *(f"{days} {times}" for times in more)))
