"""Readers: sources of the author become nodes of the model; no reader knows a writer."""
