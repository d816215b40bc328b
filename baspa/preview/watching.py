"""Watching: which sources of a project have changed on disk, batch by batch."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

from baspa.folders import SOURCE

FOLDERS = (SOURCE, "styles", "templates")
"""All that an author writes stands in these; what a build writes does not."""
_TEMPORARY = re.compile(
    r"""^\.            # hidden: swap, lock and half-written files of vim, Emacs, LibreOffice, rsync
    |~$                # old versions
    |^~\$              # lock files of Word and Excel
    |^\#.*\#$          # Emacs saves by itself
    |^4913$            # vim tries whether it may write here
    |___jb_\w+___$     # JetBrains' way of saving
    |\.(?:tmp|temp|part|crdownload)$""",
    re.VERBOSE,
)
TICK_MS = 200
"""How soon a folder that appears or goes is noticed."""
QUIET_MS = 2
"""A batch is over when nothing has changed for so long: an editor renames, writes and deletes. As
often is looked whether anything has, which takes a hundredth of a processor."""
LONGEST_MS = 400
"""A batch is over after this in any case; what comes later is the next one."""


def watch_sources(root: Path, stop: Event) -> Iterator[frozenset[str]]:
    """Yield the paths in the project at `root` of the sources that have changed, batch by batch.

    The first batch comes at once and may be empty: from then on nothing is missed, however long
    the caller takes before it asks for the next one. A folder of sources that appears, goes, or is
    replaced by another of its name counts as changed; so a project that was moved away is waited
    for. What has come is watched before it is told of. Ends when `stop` is set.
    """
    root = root.resolve()
    told: Mapping[str, int] | None = None
    changed: frozenset[str] = frozenset()
    while not stop.is_set():
        folders = _folders(root)
        with closing(_batches(root, folders, stop)) as batches:
            for batch in batches:
                changed |= batch
                if _folders(root) != folders:
                    break
                if changed or told != folders:
                    yield changed | _difference(told, folders)  # who is told may take long
                    told, changed = folders, frozenset()


def is_source(path: str) -> bool:
    """Tell whether an author means `path`, a path in the project, as one of the sources."""
    return not any(_TEMPORARY.search(name) for name in path.split("/"))


def _folders(root: Path) -> dict[str, int]:
    """Return the folders of sources that are there; the inode tells one from its successor."""
    found = {}
    for name in FOLDERS:
        try:
            found[name] = (root / name).stat().st_ino
        except OSError:
            continue
    return found


def _difference(before: Mapping[str, int] | None, after: Mapping[str, int]) -> frozenset[str]:
    """Return the names of the folders that came, went or were replaced; nothing for the first."""
    if before is None:
        return frozenset()
    return frozenset(name for name, _ in before.items() ^ after.items())


def _batches(root: Path, folders: Mapping[str, int], stop: Event) -> Generator[frozenset[str]]:
    """Yield what has changed below `folders` at least every tick, be it nothing."""
    if not folders:
        while not stop.is_set():
            yield frozenset()
            stop.wait(TICK_MS / 1000)
        return
    try:
        yield from _watched(root, folders, stop, poll=None)
    except FileNotFoundError:  # a folder went before it was watched: the next look will tell
        yield frozenset()
    except OSError:  # the system watches no more files for us: look at each of them instead
        yield from _watched(root, folders, stop, poll=True)


def _watched(
    root: Path, folders: Mapping[str, int], stop: Event, *, poll: bool | None
) -> Iterator[frozenset[str]]:
    def wanted(change: Change, path: str) -> bool:
        if change is Change.modified and Path(path).is_dir():  # the file in it is told of
            return False
        return is_source(Path(path).relative_to(root).as_posix())

    # With `yield_on_timeout` the first step starts the watching, and each further one is a tick.
    for changes in watch(
        *(root / name for name in folders),
        watch_filter=wanted,
        stop_event=stop,
        step=QUIET_MS,
        debounce=LONGEST_MS,
        rust_timeout=TICK_MS,
        yield_on_timeout=True,
        force_polling=poll,
    ):
        passing = {path for change, path in changes if change is Change.added}
        yield frozenset(
            Path(path).relative_to(root).as_posix()
            for _, path in changes
            if path not in passing or Path(path).exists()  # else renamed to what was meant
        )
