"""The server: what it answers, and to whom."""

from __future__ import annotations

import http.client
import io
import json
import socket
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from preview_case import publish, shown

from baspa.diagnostics import Findings, Span
from baspa.preview.editor import Editor
from baspa.preview.rounds import Round
from baspa.preview.server import HOST, PortTakenError, Server, application
from baspa.preview.session import Session

PAGE = "<h1>One</h1>"


@dataclass
class Page:
    """The page as another program sees it."""

    session: Session
    server: Server
    root: Path
    opened: Path
    """Gets the arguments with which the editor was called."""

    def ask(
        self, path: str, method: str = "GET", body: Any = None, **headers: str
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection(HOST, self.server.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = json.dumps(body) if body is not None else None
        connection.request(method, path, content, named)
        answer = connection.getresponse()
        found = answer.status, answer.read(), answer.headers
        connection.close()
        return found

    def open(self, name: str, **headers: str) -> int:
        own = {"Origin": self.server.address.rstrip("/")}
        asked = {"file": name, "line": 3, "column": 1}
        return self.ask("/open", "POST", asked, **(own | headers))[0]

    def edition(self) -> dict[str, Any]:
        status, content, _ = self.ask(f"/edition/{self.session.status.newest.edition}")
        assert status == 200
        told: dict[str, Any] = json.loads(content)
        return told


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    root = tmp_path_factory.mktemp("server") / "thesis"
    opened = root.with_name("opened")
    editor = Editor(pattern=f"sh -c 'echo \"$1:$2\" >>{opened}' sh {{file}} {{line}}")
    session = shown(root, PAGE, "Two.")
    (root.parent / "secret.md").write_text("secret")
    (root / "source" / "link.md").symlink_to(root.parent / "secret.md")
    session.files |= {"source/link.md", "styles/kz-diploma/profile.yaml"}
    server = Server(application(session, editor))
    server.start()
    yield Page(session, server, root, opened)
    session.close()
    server.stop()


def test_the_page_and_all_that_it_loads_come_from_here(page: Page) -> None:
    for path in (
        "/",
        "/preview.js",
        "/find.js",
        "/pages.js",
        "/sidebar.js",
        "/texts.js",
        "/preview.css",
    ):
        status, content, headers = page.ask(path)
        assert status == 200
        assert b"://" not in content.replace(b"http://www.w3.org/", b"")
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_page_can_be_had_as_wide_as_the_screen_shows_it(page: Page) -> None:
    digest = page.edition()["pages"][0]["digest"]

    _, png, headers = page.ask(f"/picture/{digest}/700")

    assert headers["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(png)).size == (700, 700)


@pytest.mark.parametrize(
    "path",
    [
        "/source/10-a.md",
        "/../source/10-a.md",
        "/%2e%2e/source/10-a.md",
        "/picture/../../source/10-a.md",
        "/picture/00000000000000000000000000000000/700",
        "/picture/DIGEST/0",
        "/picture/DIGEST/6001",
        "/picture/DIGEST/-700",
        "/edition/..%2f..%2fthesis.pdf",
        "/page/index.html",
        "/out/thesis.pdf",
        "//etc/passwd",
        "/preview.js/../session.py",
    ],
)
def test_nothing_else_can_be_had(page: Page, path: str) -> None:
    path = path.replace("DIGEST", page.edition()["pages"][0]["digest"])

    assert page.ask(path)[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8600", "127.0.0.1.evil", ""])
def test_a_name_of_the_web_that_leads_here_is_refused(page: Page, host: str) -> None:
    status, content, _ = page.ask("/", Host=host)

    assert (status, content) == (400, b"Invalid host header")


def test_words_are_found_in_an_edition(page: Page) -> None:
    edition = page.session.status.newest.edition
    [first, _] = page.edition()["pages"]

    status, content, _ = page.ask(f"/found/{edition}?words=ONE")

    assert status == 200
    [line] = content.splitlines()
    told = json.loads(line)
    assert told["digest"] == first["digest"]
    [[[left, top, width, height]]] = told["places"]
    assert 0 < left < left + width < first["width_pt"]
    assert 0 < top < top + height < first["height_pt"]
    assert page.ask("/found/0?words=ONE")[:2] == (200, b"")
    assert page.ask(f"/found/{edition}?words={'x' * 201}")[0] == 414


def test_it_listens_on_this_machine_only(page: Page) -> None:
    assert page.server._socket.getsockname()[0] == "127.0.0.1"


def test_the_page_opens_a_source_in_the_editor(page: Page) -> None:
    page.opened.unlink(missing_ok=True)

    assert page.open("source/10-a.md") == 200

    for _ in range(1000):
        if page.opened.exists() and page.opened.read_text():
            break
        page.ask("/icon.svg")
    assert page.opened.read_text() == f"{page.root}/source/10-a.md:3\n"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "https://127.0.0.1:PORT"},
    ],
)
def test_no_other_page_opens_anything(page: Page, headers: dict[str, str]) -> None:
    port = str(page.server.port)

    answer = page.open("source/10-a.md", **{k: v.replace("PORT", port) for k, v in headers.items()})

    assert answer == 403


@pytest.mark.parametrize(
    "name",
    [
        "source/other.md",
        "../secret.md",
        "source/../../secret.md",
        "/etc/passwd",
        "source/link.md",  # leads out of the project
        "styles/kz-diploma/profile.yaml",  # is Baspa's own
        "",
    ],
)
def test_only_a_source_of_the_project_is_opened(page: Page, name: str) -> None:
    assert page.open(name) == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (["source/10-a.md"], 400),
        ({"file": "source/10-a.md", "line": "x", "column": 1}, 400),
        ({"file": "source/10-a.md", "line": 0, "column": 1}, 404),
        ({"file": "a" * 5000, "line": 1, "column": 1}, 413),
    ],
)
def test_a_strange_question_is_refused(page: Page, body: Any, status: int) -> None:
    origin = page.server.address.rstrip("/")

    assert page.ask("/open", "POST", body, Origin=origin)[0] == status


def test_opening_is_asked_for_by_post(page: Page) -> None:
    assert page.ask("/open")[0] == 405


def events(page: Page) -> Generator[dict[str, Any]]:
    connection = http.client.HTTPConnection(HOST, page.server.port, timeout=20)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    with closing(connection), closing(answer):
        for line in answer:
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))


def test_who_listens_hears_how_things_stand_and_what_comes(page: Page) -> None:
    heard = events(page)
    first = next(heard)
    assert first["edition"] == page.session.status.newest.edition

    page.session.begin()
    assert next(heard)["building"] is True
    page.session.report("PDF")
    assert next(heard)["stage"] == "PDF"
    findings = Findings()
    findings.error("X201", "nothing is labelled 'x'", Span("source/10-a.md", 7, 12), "label it")
    page.session.publish(
        Round(
            changed=(),
            built=None,
            findings=findings,
            texts={"source/10-a.md": "# One\n\nFirst.\n"},
            seconds=0.1,
            failure=None,
        )
    )

    told = next(heard)
    heard.close()
    assert (told["failed"], told["edition"]) == (True, first["edition"])
    [diagnostic] = told["diagnostics"]
    assert (diagnostic["line"], diagnostic["column"], diagnostic["help"]) == (3, 1, "label it")
    assert diagnostic["excerpt"] == "   3 | First.\n     | ^^^^^"


def test_an_edition_stays_until_the_second_one_after_it(page: Page) -> None:
    first = page.session.status.newest.edition
    for pages, known in ((("Other.",), 200), (("Third.",), 404)):
        publish(page.session, *pages)
        assert page.ask(f"/edition/{first}")[0] == known


def test_a_mistake_of_ours_is_told_and_the_page_goes_on(
    page: Page, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def picture(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    with monkeypatch.context() as broken:
        broken.setattr(Session, "picture", picture)
        assert page.ask("/picture/0/100")[0] == 500

    assert page.ask("/picture/0/100")[0] == 404
    assert capsys.readouterr().out == "by zero\n"


def test_a_port_that_is_taken_is_told_of(page: Page) -> None:
    with pytest.raises(PortTakenError, match="in use"):
        Server(application(page.session, None), page.server.port)


def test_without_a_port_the_next_free_one_is_found(page: Page) -> None:
    other = Server(application(page.session, None))

    assert other.port != page.server.port
    other._socket.close()
    with socket.create_connection((HOST, page.server.port or 0)):
        pass
