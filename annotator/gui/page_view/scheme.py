"""What the browser gets from the program: the copy of a page, and its images."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlSchemeHandler

from annotator.core.displayed import IMAGE_TYPES
from annotator.core.pages import Resource
from annotator.gui.page_view.engine import SCHEME

_POLICY = (
    "default-src 'none'; "
    f"style-src 'unsafe-inline'; img-src data: {SCHEME}:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts"
)


@dataclass(frozen=True, slots=True)
class Served:
    """One load of the page view: a document of that media type, and what came along with it."""

    content: bytes
    media_type: str = "application/xhtml+xml"
    resources: tuple[Resource, ...] = ()


class PageHandler(QWebEngineUrlSchemeHandler):
    """Answers `annotator-page://page/LOAD/`, the document, and `image/N` below it.

    Only the load that was served last is answered; `has_policy` sends the content security policy
    with it.
    """

    def __init__(self, parent: QObject, *, has_policy: bool) -> None:
        super().__init__(parent)
        self._has_policy = has_policy
        self._load = 0
        self._served = Served(b"")

    def serve(self, served: Served) -> QUrl:
        """Have this document ready; the address to load."""
        self._load += 1
        self._served = served
        return QUrl(f"{SCHEME}://page/{self._load}/")

    @property
    def load(self) -> int:
        """The number of the load that was served last."""
        return self._load

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        found = self._found(job.requestUrl().path())
        if bytes(job.requestMethod().data()) != b"GET" or found is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        content, media_type = found
        headers = {QByteArray(b"X-Content-Type-Options"): [QByteArray(b"nosniff")]}
        if self._has_policy:
            # A list for each header: with a bare value Qt sends none, and says nothing.
            headers[QByteArray(b"Content-Security-Policy")] = [QByteArray(_POLICY.encode())]
        job.setAdditionalResponseHeaders(headers)  # type: ignore[arg-type]  # the stubs forget lists
        buffer = QBuffer(job)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(media_type.encode(), buffer)

    def _found(self, path: str) -> tuple[bytes, str] | None:
        load, _, rest = path.strip("/").partition("/")
        if load != str(self._load):
            return None
        if not rest:
            return self._served.content, self._served.media_type
        name, _, number = rest.partition("/")
        resources = self._served.resources
        if name != "image" or not number.isdecimal() or int(number[:9]) >= len(resources):
            return None
        image = resources[int(number)]
        return (image.content, image.media_type) if image.media_type in IMAGE_TYPES else None
