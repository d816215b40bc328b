"""Makes the modules in this folder importable: `thesis_case` serves tests of many rooms."""
