"""Makes the modules in this folder importable: `thesis_case` serves tests of many rooms."""

import hypothesis
import pytest

hypothesis.settings.register_profile("baspa", deadline=None)  # a busy machine must not fail a test
hypothesis.settings.load_profile("baspa")


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> object:
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
