"""`baspa watch` on a terminal, through a day's work: saves, a mistake, a project moved away."""

from __future__ import annotations

from pathlib import Path

from live_preview import INTRODUCTION, SECTION, edit, session, write_thesis


def test_watch_builds_at_every_save_until_it_is_interrupted(tmp_path: Path) -> None:
    root = write_thesis(tmp_path / "thesis")
    pdf = root / "out" / "thesis.pdf"
    with session("watch", "-C", str(root)) as watching:
        watching.wait_for(r"^watching .*thesis; Ctrl\+C ends it$")
        watching.wait_for(r"^built in .* s: .*out/thesis\.pdf \(\d+ pages\)$")
        first = pdf.read_bytes()

        edit(root, INTRODUCTION, "Why we count.", "Why we count. See @fig:nothing.")
        watching.wait_for(f"^changed: {INTRODUCTION}$")
        watching.wait_for(r"10-introduction\.md:3:19: error\[X201\]")
        watching.wait_for(r"^not built, .* s; the files in out/ are those of the last good build$")
        assert pdf.read_bytes() == first

        edit(root, INTRODUCTION, " See @fig:nothing.", " Twice.")
        watching.wait_for(f"^changed: {INTRODUCTION}$")
        watching.wait_for(r"^built in")
        assert pdf.read_bytes() != first

        root.rename(root.with_name("elsewhere"))
        watching.wait_for(r"error\[S101\]: source/thesis.yaml is missing")
        watching.wait_for("help: the folder of the project was moved away or deleted: move it back")
        root.with_name("elsewhere").rename(root)
        watching.wait_for(r"^built in")

        edit(root, SECTION, "Paragraph 1.", "Paragraph one.")
        watching.wait_for(f"^changed: {SECTION}$")
        watching.wait_for(r"^built in")

        assert watching.interrupt() == 0
        assert watching.lines[-1] == "no longer watching"
        assert "Traceback" not in "\n".join(watching.lines)
