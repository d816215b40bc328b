"""The printed samples that the norm is measured on, built once for all workers of a test run.

And a machine without LibreOffice.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import norm_case
import pytest


@pytest.fixture(scope="session")
def prints(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sample under every profile."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    norm_case.print_all(shared / "norm")
    return shared / "norm"


@pytest.fixture(params=norm_case.PROFILES)
def profile_id(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=norm_case.FORMS)
def printed(request: pytest.FixtureRequest, prints: Path, profile_id: str) -> norm_case.Print:
    """One file of one profile; every rule is measured in both."""
    return norm_case.printed(prints, profile_id, request.param)


@pytest.fixture
def no_soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice, where layouts cost no time: only fontconfig is at hand."""
    programs = tmp_path / "bin"
    programs.mkdir()
    fc_match = shutil.which("fc-match")
    assert fc_match is not None
    (programs / "fc-match").symlink_to(fc_match)
    monkeypatch.setenv("PATH", str(programs))
