"""The store: what was once worked out, kept between runs under the digest of all it was made of.

One file a value in `$XDG_CACHE_HOME/baspa/store` (by default `~/.cache/baspa/store`). A file comes
into being by one renaming, so that two builds at once see a whole value or none; it begins with the
digest of what follows, so that a damaged one is taken for a missing one. Whoever deletes the folder
at any time, fills the disk or makes it unwritable loses time and nothing else. `BASPA_CACHE=off`
keeps nothing.

The libraries of this kind were looked at: diskcache and its like keep everything in one SQLite file
without digests of the values, where one damaged page can lose or change what is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread, get_ident

MOST_BYTES = 1 << 30
"""What was used longest ago is dropped beyond this."""
BYTES_BETWEEN = 1 << 25
"""Written bytes between two looks at the size of the folder, by whichever builds; a look makes room
for as many."""
_COUNTED = 1 << 16
"""Bytes of a value that a mark stands for in the file that counts them."""
_DIGEST_BYTES = 32
Value = bytes | Callable[[], bytes]
"""What is kept, or what makes it when it is written."""


class Lost(Exception):
    """What was kept names something that is not kept any more."""


class _Postponed:
    """What is still to be written: at the end, or by a thread."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        """By key, until they are written."""
        self.keys: SimpleQueue[str] = SimpleQueue()
        self.lock = Lock()
        self.thread: Thread | None = None
        self.failure: BaseException | None = None

    def add(self, key: str, value: Value) -> None:
        with self.lock:
            self.values[key] = value
        self.keys.put(key)

    def begin(self) -> None:
        """Let a thread write; where none can be had, all is written at the end."""
        # A second Ctrl+C does not wait for it; a value that is half-written then is none.
        self.thread = Thread(target=self._write_beside, name="keeping", daemon=True)
        try:
            self.thread.start()
        except RuntimeError:
            self.thread = None

    def finish(self) -> None:
        """Write the rest, or wait until that is done; raise what the thread failed of."""
        self.keys.put("")
        if self.thread is None:
            self._write()
        else:
            self.thread.join()
        if self.failure is not None:
            raise self.failure

    def _write(self) -> None:
        """Write one value after the other, also what is added meanwhile, until the end is told."""
        while key := self.keys.get():
            if (value := self.values.get(key)) is None:
                continue  # kept twice, written once
            _write(key, value)
            with self.lock:
                if self.values[key] is value:
                    del self.values[key]

    def _write_beside(self) -> None:
        try:
            self._write()
        except BaseException as failure:
            self.failure = failure


_waiting: list[_Postponed] = []
"""What this process holds back."""
_postpones = [True]
"""Whether it does so."""


def digest(parts: Iterable[str | bytes]) -> str:
    """Return the key of what `parts` make, 64 hexadecimal digits; no two lists of parts share one.

    Each part is told by its kind and its length, then by its bytes.
    """
    sum_ = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        sum_.update(b"%c%d:" % (b"s" if isinstance(part, str) else b"b", len(content)))
        sum_.update(content)
    return sum_.hexdigest()


@lru_cache(maxsize=256)  # a text that is at hand is not read for it twice
def text_digest(text: str) -> str:
    """Return the digest of one text."""
    return digest([text])


def content_key(sum_: str) -> str:
    """Return under what key the content of a file is kept, told by its SHA-256."""
    return digest(["content", sum_])


def content_digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def recall(key: str) -> bytes | None:
    """Return the value that is kept under `key`, or None; a damaged one is dropped."""
    folder = _folder()
    if folder is None:
        return None
    for waiting in _waiting:
        if (value := waiting.values.get(key)) is not None:
            return _made(value)
    path = folder / key
    try:
        with path.open("rb", buffering=0) as file:  # so that nothing of it is copied
            told, value = file.read(_DIGEST_BYTES), file.readall()
    except OSError:
        return None
    with contextlib.suppress(OSError):
        if _sum(key, value) == told:
            os.utime(path)
            return value
        path.unlink()
    return None


def is_kept(key: str) -> bool:
    """Return whether a value is kept under `key`, which may be damaged; it counts as used."""
    folder = _folder()
    if folder is None:
        return False
    if any(key in waiting.values for waiting in _waiting):
        return True
    with contextlib.suppress(OSError):
        os.utime(folder / key)
        return True
    return False


@contextlib.contextmanager
def postponed() -> Iterator[None]:
    """Write what is kept meanwhile when all is done, so that nobody waits for it.

    Where it ends by an exception nothing is written.
    """
    waiting = _Postponed()
    _waiting.append(waiting)
    try:
        yield
    finally:
        _waiting.remove(waiting)
    waiting.finish()


@contextlib.contextmanager
def kept_beside() -> Iterator[Callable[[], None]]:
    """Give what lets a thread write what is kept meanwhile, from then on; all of it is written
    before this ends, in whatever way.

    A process with threads must not be divided.
    """
    waiting = _Postponed()
    _waiting.append(waiting)
    try:
        yield waiting.begin
    finally:
        _waiting.remove(waiting)
        waiting.finish()


def postpone_nothing() -> None:
    """Let this process, which was divided from another and ends before it, write what it keeps."""
    _postpones[0] = False


def keep(key: str, value: Value) -> None:
    """Keep `value` under `key`, hexadecimal digits; a disk that takes nothing is no error.

    The same key always stands for the same value: whoever asks for something else asks by another.
    """
    if _waiting and _postpones[0]:
        _waiting[-1].add(key, value)
    else:
        _write(key, value)


def keep_content(sum_: str, content: bytes) -> None:
    """Keep the content of a file, told by its SHA-256; once, whoever asks for it."""
    if not is_kept(key := content_key(sum_)):
        keep(key, content)


def _write(key: str, value: Value) -> None:
    folder = _folder()
    if folder is None:
        return
    value = _made(value)
    temporary = folder / f".{key}-{os.getpid()}-{get_ident()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with temporary.open("wb") as file:
            file.write(_sum(key, value))
            file.write(value)
        temporary.replace(folder / key)
        if _is_time_to_look(folder, len(value)):
            _drop_unused(folder)
    except BaseException as error:  # Ctrl-C too leaves nothing half-written
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise


def _made(value: Value) -> bytes:
    return value if isinstance(value, bytes) else value()


def _sum(key: str, value: bytes) -> bytes:
    """Return the digest of a value under its key: a file that was renamed is damaged too."""
    sum_ = hashlib.sha256(key.encode())
    sum_.update(value)
    return sum_.digest()


def cache_folder() -> Path | None:
    """Return the folder of all that is kept between runs, None where nothing is to be kept."""
    if os.environ.get("BASPA_CACHE") == "off":
        return None
    try:
        return kept_root()
    except RuntimeError:  # nobody's home
        return None


def kept_root() -> Path:
    """Return the folder of all that lies outside of projects.

    A relative path is no place for it (XDG Base Directory Specification). Raises RuntimeError where
    nobody has a home.
    """
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (given if given.is_absolute() else Path.home() / ".cache") / "baspa"


def _folder() -> Path | None:
    root = cache_folder()
    return None if root is None else root / "store"


def _is_time_to_look(folder: Path, written: int) -> bool:
    """Count bytes that were written; return whether to look at the size of the folder.

    All builds count in one file, which is as long as they wrote much; without it each one looks.
    """
    with contextlib.suppress(OSError), (folder.parent / "store.written").open("ab") as count:
        count.write(b"." * (1 + written // _COUNTED))
        if count.tell() * _COUNTED < BYTES_BETWEEN:
            return False
        count.truncate(0)
    return True


def _drop_unused(folder: Path) -> None:
    """Drop what was used longest ago, until there is room again up to the next look."""
    files = []
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):  # another build has just dropped it
                told = entry.stat()
                files.append((told.st_mtime_ns, entry.name, told.st_size))
    unwanted = sum(size for *_, size in files) - (MOST_BYTES - BYTES_BETWEEN)
    for _, name, size in sorted(files):
        if unwanted <= 0:
            return
        (folder / name).unlink(missing_ok=True)
        unwanted -= size
