"""What exists is brought in: a thesis made by hand becomes a project of structured sources.

```
file ─▶ manuscript ─▶ repair ─▶ contents, headings ─▶ blocks ─▶ project + import-report
        (one long text, every character knows its origin)
```

A reader knows one foreign format and gives a `Manuscript`; nothing behind it knows the format.
Every change of the text goes through the `Ledger`, so that the report can prove that no letter was
lost.
"""
