"""What exists is brought in: a thesis made by hand becomes a project of structured sources.

```
file ─▶ reading ─▶ repair ─▶ front_matter, structure ─▶ references ─▶ project ─▶ report, writing
        manuscript: one long text,         outline: sections,
        every character knows its origin   each with its blocks
```

A reader knows one foreign format and gives a `Manuscript`; nothing behind it knows the format.
Every change of the text goes through the `Ledger`, so that the report can prove that no letter was
lost. `importing.py` puts the stages into their order.
"""
