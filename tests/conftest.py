"""Makes the modules in this folder importable: `thesis_case` serves tests of many rooms."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import every_docx
import hypothesis
import ooxml_validator
import pytest

hypothesis.settings.register_profile("baspa", deadline=None)  # a busy machine must not fail a test
hypothesis.settings.load_profile("baspa")


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the answers of child programs in a folder of this run only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def surroundings_of_its_own(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let no test find what another one built, which may have had other programs at hand."""
    monkeypatch.setenv("BASPA_TEST", request.node.nodeid)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Name the folders that all workers of a run share; xdist's are told by the environment."""
    if not _is_worker(session.config):
        folder = _folder(session.config)
        for name in ("validated", every_docx.FOLDER):
            (folder / name).mkdir(exist_ok=True)
        os.environ[ooxml_validator.SEEN] = str(folder / "validated")
        os.environ[every_docx.WRITTEN] = str(folder / every_docx.FOLDER)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if one of the documents that it built is not valid."""
    ended = session.exitstatus != pytest.ExitCode.INTERRUPTED
    if _is_worker(session.config) or session.config.option.collectonly or not ended:
        return
    found = list(every_docx.mistakes(_folder(session.config)))
    session.config.stash[_FOUND] = found
    if found and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Show what is wrong with the documents."""
    for line in config.stash.get(_FOUND, []):
        terminalreporter.write_line(f"INVALID {line}")


_FOUND = pytest.StashKey[list[str]]()


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def _folder(config: pytest.Config) -> Path:
    return config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
