"""From a save to the new page in the browser: `baspa serve` in front of a headless Chromium.

    python bench/page_in_browser.py [--pages 67 645] [--runs 5]

A word is edited in a middle chapter, another one each time. "PDF" is the time until the new file
stands in `out/`, "page" the time until the picture of the edited page is loaded and stands in the
page, "seen" the time until the browser has rendered it, which it does at its next frames: all from
the save. How far the page is behind the PDF is taken edit by edit; what is negative was before it.
Writes its section of docs/performance.md.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from measure import process_tree, spread, table, write_section
from playwright.sync_api import Page, sync_playwright
from regenerate import WATCH_SECONDS, Project

HEAD = (
    "pages",
    "PDF s: median (least–most)",
    "page s",
    "seen s",
    "page behind PDF ms",
    "server MiB",
    "drawing MiB",
)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
WATCH = """
window.standing = [];
window.rendered = [];
new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        if (!node.matches?.(".page > img")) continue;
        standing.push([node.src, performance.timeOrigin + performance.now()]);
        node.setAttribute("elementtiming", "page");
    }
}).observe(document, { childList: true, subtree: true });
new PerformanceObserver((list) => {
    for (const { url, renderTime } of list.getEntries()) {
        rendered.push([url, performance.timeOrigin + renderTime]);
    }
}).observe({ type: "element" });
"""
"""Lets the browser itself note when a picture is put into the page, and when it is rendered
(Element Timing): who asks from outside comes later."""
FORGET = "() => { standing.length = rendered.length = 0; }"
NOTED = """() => {
    const pictures = [...document.querySelectorAll(".page > img")].map(({ src }) => src);
    const first = standing.find(([address]) => pictures.includes(address));
    const seen = first && rendered.find(([address]) => address === first[0]);
    return seen && [first[1], seen[1]];
}"""
"""When the first picture came that stands there at the end, and when it was seen: of the page that
was edited, for no other is new."""
LOOK_MS = 250
"""How often it is asked from outside: what is asked takes the processors too, and at each frame, as
by default, would have frames made."""
READY = "() => document.querySelector('.page img')"
UP_TO_DATE = "round => document.body.dataset.round === String(round)"
"""The page knows that so many builds have ended."""


@contextmanager
def serving(project: Project) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Keep `baspa serve` running; its address."""
    child = subprocess.Popen(
        project.command("serve"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert child.stdout is not None
    try:
        found = re.search(r"http://\S+", child.stdout.readline())
        assert found is not None
        yield child, found[0]
    finally:
        child.terminate()
        child.communicate(timeout=30)


def edited(project: Project, page: Page, runs: int) -> Iterator[tuple[float, float, float]]:
    """Yield the seconds from a save to the PDF, to the picture and to its sight, not of the first
    edit.
    """
    for number in range(2, runs + 3):
        time.sleep(1)
        page.evaluate(FORGET)
        before, begun = project.pdf.stat().st_ctime_ns, time.time()
        project.edit_word()
        waiting = partial(page.wait_for_function, polling=LOOK_MS, timeout=WATCH_SECONDS * 1000)
        waiting(UP_TO_DATE, arg=number)
        shown, seen = waiting(NOTED).json_value()
        written = project.pdf.stat().st_ctime_ns
        assert written > before
        if number > 2:
            yield written / 1e9 - begun, shown / 1e3 - begun, seen / 1e3 - begun


def main() -> None:
    """Measure each length in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[67, 645])
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    lines = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for pages in given.pages:
            with tempfile.TemporaryDirectory() as name:
                project = Project(Path(name), pages)
                page = browser.new_page(bypass_csp=True)  # `wait_for_function` evaluates
                page.add_init_script(WATCH)
                with serving(project) as (child, address):
                    page.goto(address)
                    page.wait_for_function(READY, timeout=WATCH_SECONDS * 1000)
                    page.wait_for_function(UP_TO_DATE, arg=1, timeout=WATCH_SECONDS * 1000)
                    count = page.locator(".page").count()
                    times = list(edited(project, page, given.runs))
                    peaks = sorted(kib // 1024 for _, _, kib in process_tree(child.pid))
                page.close()
            spreads = map(spread, zip(*times, strict=True))
            behind = [round((shown - written) * 1e3) for written, shown, _ in times]
            least, most = min(behind), max(behind)
            told = f"{statistics.median(behind):.0f} ({least}–{most})"
            lines.append((count, *spreads, told, peaks[-1], peaks[-2]))
            write_section("browser", table(HEAD, lines))
        browser.close()


if __name__ == "__main__":
    main()
