"""The outline becomes thesis.yaml, a file for each section, references.bib and figures."""
