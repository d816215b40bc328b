"""Programs of other makers that read a DOCX, each as a function from the file to what it saw."""

from __future__ import annotations

import base64
import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pypandoc
from lxml import etree, html
from ooxml_validator import validator_program

MODULES = validator_program().parents[1]
"""`node_modules`: npm puts mammoth and docx-preview beside the validator."""
PREVIEW = """<!DOCTYPE html><html><head><meta charset="utf-8"/>
<script src="{jszip}"></script><script src="{preview}"></script></head><body><script>
const bytes = Uint8Array.from(atob("{docx}"), c => c.charCodeAt(0));
docx.renderAsync(bytes, document.body).then(
  () => document.body.setAttribute("data-rendered", ""),
  error => document.body.setAttribute("data-error", error.stack));
</script></body></html>"""


def preview_in_chromium(docx: Path, folder: Path) -> etree._Element:
    """Return the body of the page that docx-preview makes in a headless Chromium."""
    scripts = {
        "jszip": MODULES / "jszip" / "dist" / "jszip.min.js",
        "preview": MODULES / "docx-preview" / "dist" / "docx-preview.min.js",
    }
    content = base64.b64encode(docx.read_bytes()).decode()
    page = folder / "preview.html"
    page.write_text(
        PREVIEW.format(docx=content, **{name: path.as_uri() for name, path in scripts.items()})
    )
    shown = subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            f"--user-data-dir={folder / 'chromium'}",
            "--virtual-time-budget=60000",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    ).stdout
    body = html.fromstring(shown).find("body")
    assert body.get("data-error") is None, body.get("data-error")
    assert body.get("data-rendered") is not None, "docx-preview has not finished"
    for script in body.findall("script"):
        body.remove(script)
    return body


def read_by_mammoth(docx: Path) -> etree._Element:
    """Return the HTML that mammoth makes."""
    program = MODULES / ".bin" / "mammoth"
    made = subprocess.run([program, docx], capture_output=True, text=True, check=True).stdout
    return html.fromstring(f"<body>{made}</body>")


def read_by_pandoc(docx: Path) -> Counter[str]:
    """Return how often each kind of node stands in what pandoc makes of it."""
    command = [pypandoc.get_pandoc_path(), str(docx), "-f", "docx", "-t", "json"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert answer.stderr == ""
    found: Counter[str] = Counter()

    def count(node: Any) -> None:
        if isinstance(node, dict):
            if "t" in node:
                found[node["t"]] += 1
            node = list(node.values())
        if isinstance(node, list):
            for child in node:
                count(child)

    count(json.loads(answer.stdout)["blocks"])
    return found
