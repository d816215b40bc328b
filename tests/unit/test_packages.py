"""Which packages are installed: told as the standard library tells it, without importing that."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distributions
from pathlib import Path

import pytest

from baspa import packages
from baspa.packages import release


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that is looked through before all others."""
    monkeypatch.syspath_prepend(str(tmp_path))
    packages._releases.cache_clear()
    yield tmp_path
    packages._releases.cache_clear()


def test_every_release_is_that_which_the_metadata_state() -> None:
    stated = {each.metadata["Name"]: each.version for each in distributions()}

    assert len(stated) > 30
    assert {name: release(name) for name in stated} == stated


def test_the_package_that_would_be_imported_counts(folder: Path) -> None:
    (folder / "Jinja2-9.1+local.dist-info").mkdir()

    assert release("jinja2") == "9.1+local"


def test_the_folders_of_other_installers_are_read_too(folder: Path) -> None:
    (folder / "some_package-1.5-py3.11.egg-info").mkdir()
    (folder / "old.egg-info").mkdir()
    (folder / "old.egg-info" / "PKG-INFO").write_text("Name: old\nVersion: 2.0\n")

    assert (release("Some.Package"), release("old")) == ("1.5", "2.0")


def test_a_package_that_is_missing() -> None:
    with pytest.raises(PackageNotFoundError):
        release("no-such-package")
