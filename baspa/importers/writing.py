"""The project and its reports are written whole, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from baspa.diagnostics import Findings, Span, StopBuild
from baspa.importers.importing import Imported
from baspa.importers.report import write_report


def write_import(imported: Imported, name: str, folder: Path, findings: Findings) -> None:
    """Write what the import of the file `name` made to `folder`, which is new or empty.

    Raises StopBuild where that cannot be; nothing is left behind then.
    """
    staged: Path | None = None
    try:
        parent = folder.absolute().parent
        parent.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=parent))
        imported.project.write(staged)
        write_report(imported, name, staged)
        staged.chmod(0o777 & ~_umask())
        staged.replace(folder)
    except OSError as error:
        message = f"the project cannot be written ({error.strerror})"
        findings.error("I106", message, Span(str(folder), 0, 0), "name a folder that you may make")
        raise StopBuild from error
    finally:
        if staged is not None:
            shutil.rmtree(staged, ignore_errors=True)


def replace_texts(texts: Mapping[Path, str], findings: Findings) -> None:
    """Replace files that are there by new texts: all of them are written before the first one is.

    Raises StopBuild where that cannot be.
    """
    staged = list[tuple[Path, Path]]()
    try:
        for path, text in texts.items():
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}-",
                delete=False,
            ) as file:  # fmt: skip
                staged.append((Path(file.name), path))
                file.write(text)
            shutil.copymode(path, file.name)
        for new, path in staged:
            new.replace(path)
    except OSError as error:
        name = staged[-1][1] if staged else "the project"
        message = f"{name} cannot be written ({error.strerror})"
        findings.error("I106", message, Span(str(name), 0, 0))
        raise StopBuild from error
    finally:
        for new, _ in staged:
            new.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
