"""What a restore or a drill says at its end, and its exit status."""

from app.backup.drill import Drilled
from app.backup.files_back import FilesBack
from app.backup.restoring import Restored

_SHOWN = ("conversation", "message", "attachment", "ticket", "staff")


def tell_restored(done: Restored) -> int:
    """Print it; 1 when something must be mended."""
    print(f"Restored the backup of {done.digest.made_at}: {done.conversations} conversations.")
    _tell_of_women(done)
    _tell_of_files(done.files)
    if done.aside:
        print(f"What was there before it lies in {done.aside}; delete that once all is well.")
    if done.files.problem:
        print(f"The office's files could not all be put back: {done.files.problem}")
        print("The database is restored. Mend this, and restore once more.")
        return 1
    print("Next: ./osso up")
    return 0


def tell_drill(seen: Drilled) -> int:
    """Print it; 1 when something must be mended."""
    done, sample = seen.restored, seen.sample
    print(f"Drill with {seen.file}, of {done.digest.made_at}.")
    print("It decrypts, its digest is right, the database is whole (integrity_check).")
    for table in _SHOWN:
        now = seen.living.get(table)
        beside = "" if now is None else f"; in the office now {now}"
        said = done.digest.counts.get(table, "not said")
        print(f"  {table}: {done.rows.get(table, 0)}, the backup says {said}{beside}")
    for table, (held, found) in seen.lost.items():
        print(f"LOST: {table} has {found} rows, the backup says {held}.")
    _tell_of_women(done)
    print(f"Opened by chance: {sample.messages} messages, {sample.attachments} attachments.")
    if sample.unreadable:
        print(f"UNREADABLE with the keys there are: {sample.unreadable}.")
    if done.files.not_used:
        print("The Q&A files in it cannot be used by this program; a restore would leave yours.")
    names = sorted({name.split("/")[0] for name in done.digest.files})
    print(f"Files beside the database: {len(done.digest.files)} ({', '.join(names) or 'none'}).")
    print("All of it was thrown away again; the office was not touched.")
    well = seen.is_well and not done.without_key
    print("It can be restored." if well else "This backup is not what it should be: see above.")
    return 0 if well else 1


def _tell_of_women(done: Restored) -> None:
    print(f"Erased again, because they were erased since: {done.erased_again}.")
    if done.past_its_time:
        print(f"Erased, because their time is over: {done.past_its_time}.")
    if done.without_key:
        print(f"Without a key, so that nobody can read them: {done.without_key}.")
        print("Their women begin anew when they write. ./osso erase CODE ends their tickets.")


def _tell_of_files(files: FilesBack) -> None:
    if files.exchanged:
        print(f"As they were then are also: {', '.join(files.exchanged)}.")
    if files.not_used:
        print(f"The Q&A files of the backup do not fit this program: they lie in {files.not_used},")
        print("and those that were there stay in use.")
