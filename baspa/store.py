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
from threading import get_ident

MOST_BYTES = 1 << 30
"""What was used longest ago is dropped beyond this."""
_FEWEST_BYTES_BETWEEN = 1 << 25
"""Written bytes between two looks at the size of the folder; the first one comes with the first."""
_DIGEST_BYTES = 32
_unlooked = {"bytes": _FEWEST_BYTES_BETWEEN}
"""Bytes that this process wrote since it looked at the size of the folder."""
Value = bytes | Callable[[], bytes]
"""What is kept, or what makes it when it is written."""
_waiting: list[dict[str, Value]] = []
"""What `postponed` holds back, by key."""
_postpones = [True]
"""Whether this process does so."""


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


def recall(key: str) -> bytes | None:
    """Return the value that is kept under `key`, or None; a damaged one is dropped."""
    folder = _folder()
    if folder is None:
        return None
    for waiting in _waiting:
        if key in waiting:
            return _made(waiting[key])
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
    if any(key in waiting for waiting in _waiting):
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
    _waiting.append({})
    try:
        yield
    except BaseException:
        _waiting.pop()
        raise
    for key, value in _waiting.pop().items():
        keep(key, value)


def postpone_nothing() -> None:
    """Let this process, which was divided from another and ends before it, write what it keeps."""
    _postpones[0] = False


def keep(key: str, value: Value) -> None:
    """Keep `value` under `key`, hexadecimal digits; a disk that takes nothing is no error.

    The same key always stands for the same value: whoever asks for something else asks by another.
    """
    folder = _folder()
    if folder is None:
        return
    if _waiting and _postpones[0]:
        _waiting[-1][key] = value
        return
    value = _made(value)
    temporary = folder / f".{key}-{os.getpid()}-{get_ident()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary.write_bytes(_sum(key, value) + value)
        temporary.replace(folder / key)
        _unlooked["bytes"] += len(value)
        if _unlooked["bytes"] > _FEWEST_BYTES_BETWEEN:
            _drop_unused(folder)
            _unlooked["bytes"] = 0
    except BaseException as error:  # Ctrl-C too leaves nothing half-written
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise


def keep_content(sum_: str, content: bytes) -> None:
    """Keep the content of a file, told by its SHA-256; once, whoever asks for it."""
    if not is_kept(key := content_key(sum_)):
        keep(key, content)


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


def _drop_unused(folder: Path) -> None:
    """Drop what was used longest ago, until a quarter of the room is free again."""
    files = []
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):  # another build has just dropped it
                told = entry.stat()
                files.append((told.st_mtime_ns, entry.name, told.st_size))
    size = sum(each for *_, each in files)
    if size <= MOST_BYTES:
        return
    for _, name, bytes_ in sorted(files):
        (folder / name).unlink(missing_ok=True)
        size -= bytes_
        if size <= MOST_BYTES * 3 // 4:
            return
