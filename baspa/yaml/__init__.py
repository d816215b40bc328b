"""YAML that knows where it stands, and its validation: every mistake at its line and column.

PyYAML composes nodes with marks (`reading`); pydantic finds all mistakes and names each by its path
(`validating`); here the two are joined. Both take longer to import than a small edit takes to be
read, so neither is where a text is as it was: what was sound is remembered (`remembered`).
"""

from baspa.yaml.located import Located, Path, merge
from baspa.yaml.remembered import read_settings, read_yaml, validate
from baspa.yaml.settings import Strict, settings_of

__all__ = [
    "Located",
    "Path",
    "Strict",
    "merge",
    "read_settings",
    "read_yaml",
    "settings_of",
    "validate",
]
