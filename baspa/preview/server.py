"""The server of the page: on this machine only, with the routes below and no others."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from threading import Thread
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from baspa.dataclass import dataclass
from baspa.preview.editor import Editor
from baspa.preview.pictures import DrawingError
from baspa.preview.session import Session

HOST = "127.0.0.1"
HOSTS = (HOST, "localhost")
"""Names by which a request may call us; any other is a page of the web that was led here."""
FIRST_PORT = 8600
PORTS = 50
"""Ports that are tried, from the first on, where none is asked for."""
WIDTHS_PX = range(50, 6001)
"""Widths in which a page can be had."""
BODY_BYTES = 4096
"""Above what the page ever sends."""
MOST_WANTED = 200
"""Letters that can be looked for."""
CLOSING_SECONDS = 2
PAGE = Path(__file__).with_name("page")
FILES = {
    "/": ("index.html", "text/html"),
    "/preview.css": ("preview.css", "text/css"),
    "/preview.js": ("preview.js", "text/javascript"),
    "/find.js": ("find.js", "text/javascript"),
    "/pages.js": ("pages.js", "text/javascript"),
    "/sidebar.js": ("sidebar.js", "text/javascript"),
    "/texts.js": ("texts.js", "text/javascript"),
    "/view.js": ("view.js", "text/javascript"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""On every answer: the page loads nothing from elsewhere, and no other page may use ours."""


KEPT = {"Cache-Control": "private, max-age=86400, immutable"}
"""On what belongs to a digest: one digest, one page, so that the browser need not ask twice."""


class PortTakenError(Exception):
    """The port that was asked for is in use."""


def application(
    session: Session, editor: Editor | None, broke: Callable[[Exception], object] = print
) -> Starlette:
    """Return the page of `session` as an application; `broke` is told each mistake of ours."""

    def answer_mistake(_: Request, error: Exception) -> Response:
        broke(error)
        return Response(status_code=500)

    routes = _Routes(session, editor)
    return Starlette(
        routes=[
            *(Route(path, _file(*file)) for path, file in FILES.items()),
            Route("/events", routes.events),
            Route("/edition/{id:str}", routes.edition),
            Route("/picture/{digest:str}/{width:int}", routes.picture),
            Route("/words/{digest:str}", routes.words),
            Route("/found/{edition:str}", routes.found),
            Route("/thesis.pdf", routes.pdf),
            Route("/open", routes.open, methods=["POST"]),
        ],
        middleware=[
            Middleware(_Headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False),
        ],
        exception_handlers={Exception: answer_mistake},
    )


def _file(name: str, media_type: str) -> Any:
    async def answer(_: Request) -> Response:
        return FileResponse(
            PAGE / name, media_type=media_type, headers={"Cache-Control": "no-cache"}
        )

    return answer


@dataclass(frozen=True, slots=True)
class _Routes:
    """What the page asks for."""

    session: Session
    editor: Editor | None

    async def events(self, _: Request) -> Response:
        """Each status as it comes, by server-sent events (HTML, 9.2)."""

        async def stream() -> AsyncIterator[str]:
            yield "retry: 1000\n\n"
            async for status in self.session.status.listen():
                yield f"data: {status.as_json()}\n\n"

        return StreamingResponse(
            stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def edition(self, request: Request) -> Response:
        for edition in self.session.editions:
            if edition.id == request.path_params["id"]:
                return Response(edition.content, media_type="application/json")
        return Response(status_code=404)

    async def picture(self, request: Request) -> Response:
        digest, width = request.path_params["digest"], request.path_params["width"]
        if width not in WIDTHS_PX:
            return Response(status_code=404)
        try:
            png = await run_in_threadpool(self.session.picture, digest, width)
        except DrawingError as error:
            return Response(str(error), status_code=500, media_type="text/plain")
        if png is None:
            return Response(status_code=404)

        async def gave() -> None:
            self.session.gave(digest)

        return Response(png, media_type="image/png", headers=KEPT, background=BackgroundTask(gave))

    async def words(self, request: Request) -> Response:
        """The words of a page, each at its place."""
        try:
            found = await run_in_threadpool(self.session.words, request.path_params["digest"])
        except DrawingError as error:
            return Response(str(error), status_code=500, media_type="text/plain")
        return Response(status_code=404) if found is None else JSONResponse(found, headers=KEPT)

    async def found(self, request: Request) -> Response:
        """Where words stand in an edition: a line of JSON for each page that has them."""
        wanted = request.query_params.get("words", "")
        if len(wanted) > MOST_WANTED:
            return Response(status_code=414)
        found = self.session.find(request.path_params["edition"], wanted)

        def lines() -> Iterator[str]:
            with suppress(DrawingError):  # what was found before is told
                for digest, places in found:
                    if places:
                        yield json.dumps({"digest": digest, "places": places}) + "\n"

        return StreamingResponse(
            lines(), media_type="application/x-ndjson", headers={"Cache-Control": "no-store"}
        )

    async def pdf(self, _: Request) -> Response:
        whole = self.session.whole
        if whole is None:
            return Response(status_code=404)
        headers = {"Cache-Control": "no-store"}
        return Response(whole.content, media_type="application/pdf", headers=headers)

    async def open(self, request: Request) -> Response:
        """Open a source in the editor; only our own page may ask, and only for a source."""
        if request.headers.get("origin") != f"http://{request.headers['host']}":
            return Response(status_code=403)
        if not request.headers.get("content-length", "").isdigit():
            return Response(status_code=411)
        if int(request.headers["content-length"]) > BODY_BYTES:
            return Response(status_code=413)
        try:
            asked = json.loads(await request.body())
            name, line, column = str(asked["file"]), int(asked["line"]), int(asked["column"])
        except (ValueError, TypeError, KeyError):
            return Response(status_code=400)
        path = self.session.source(name)
        if path is None or self.editor is None or min(line, column) < 1:
            return Response(status_code=404)
        if self.editor.is_address:
            return JSONResponse({"address": self.editor.address(path, line, column)})
        try:
            self.editor.open(path, line, column)
        except OSError as error:
            return JSONResponse({"error": f"{error.filename}: {error.strerror}"}, status_code=500)
        return JSONResponse({})


class _Headers:
    """Puts `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)


@dataclass(slots=True)
class Server:
    """The application, answering in a thread of its own from `start` to `stop`."""

    app: Starlette
    port: int | None = None
    """None: the first free one."""
    _socket: socket.socket = field(init=False)
    _server: uvicorn.Server = field(init=False)
    _thread: Thread = field(init=False)

    def __post_init__(self) -> None:
        self._socket = _listen(self.port)
        self.port = self._socket.getsockname()[1]
        self._server = uvicorn.Server(
            uvicorn.Config(
                self.app,
                log_level="critical",  # a mistake of ours is told by `broke`
                lifespan="off",
                ws="none",
                server_header=False,
                timeout_graceful_shutdown=CLOSING_SECONDS,
            )
        )
        self._thread = Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://{HOST}:{self.port}/"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the answers that are under way, and end."""
        self._server.should_exit = True
        self._thread.join(timeout=2 * CLOSING_SECONDS)
        self._socket.close()


def _listen(port: int | None) -> socket.socket:
    """Return a socket that listens on `port`, or on the first free one. Raises PortTakenError."""
    wanted = [port] if port is not None else [*range(FIRST_PORT, FIRST_PORT + PORTS), 0]
    for number in wanted:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as it was after a restart
        try:
            listening.bind((HOST, number))
            listening.listen()
        except OSError as error:
            listening.close()
            reason = error.strerror
        else:
            return listening
    raise PortTakenError(reason)
