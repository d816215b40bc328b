"""Building: from a project on disk to the files in `out/`."""
