"""The profile and the page of the browser, with everything refused that a page might want."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from annotator.gui.page_view.engine import SCHEME
from annotator.gui.page_view.layers import Layers

_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.JavascriptCanPaste,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ScreenCaptureEnabled,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.AllowRunningInsecureContent,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled,
    QWebEngineSettings.WebAttribute.PlaybackRequiresUserGesture,
    QWebEngineSettings.WebAttribute.ReadingFromCanvasEnabled,
)


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Refuses every request but those for the program's own addresses and for bytes in the page."""

    def interceptRequest(self, request: QWebEngineUrlRequestInfo) -> None:
        if request.requestUrl().scheme() not in {SCHEME, "data"}:
            request.block(True)


class GuardedPage(QWebEnginePage):
    """A page that leads nowhere: it stays where the program put it and asks nobody for anything."""

    def __init__(self, profile: QWebEngineProfile, layers: Layers, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._stays = layers.stays
        settings = self.settings()
        settings.setAttribute(
            QWebEngineSettings.WebAttribute.JavascriptEnabled, not layers.no_scripts
        )
        if layers.stays:
            for attribute in _OFF:
                settings.setAttribute(attribute, False)
            settings.setUnknownUrlSchemePolicy(
                QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
            )
            self.permissionRequested.connect(_deny)
            self.fullScreenRequested.connect(lambda request: request.reject())
            self.registerProtocolHandlerRequested.connect(lambda request: request.reject())
            self.fileSystemAccessRequested.connect(lambda request: request.reject())
            self.selectClientCertificate.connect(lambda selection: selection.selectNone())

    def acceptNavigationRequest(
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, is_main: bool
    ) -> bool:
        return not self._stays or (is_main and QUrl(url).scheme() == SCHEME)

    def createWindow(  # type: ignore[override]  # Qt takes none for a refusal; the stubs forget it
        self, kind: QWebEnginePage.WebWindowType
    ) -> QWebEnginePage | None:
        return None if self._stays else super().createWindow(kind)

    def chooseFiles(
        self, mode: QWebEnginePage.FileSelectionMode, old: Sequence[str], types: Sequence[str]
    ) -> list[str]:
        return [] if self._stays else super().chooseFiles(mode, old, types)

    def javaScriptAlert(self, origin: QUrl | str, message: str) -> None:
        if not self._stays:
            super().javaScriptAlert(origin, message)

    def javaScriptConfirm(self, _origin: QUrl | str, _message: str) -> bool:
        return False

    def javaScriptPrompt(
        self, _origin: QUrl | str, _message: str, _default: str
    ) -> tuple[bool, str]:
        return False, ""

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """What a page says to the console is nobody's business; of our script it is a mistake."""
        if source.endswith(":annotator"):  # the script’s name, not the page’s address
            super().javaScriptConsoleMessage(level, message, line, source)


def guarded_profile(layers: Layers, parent: QObject | None) -> QWebEngineProfile:
    """A profile that remembers nothing, saves nothing, and loads only what the program gives it."""
    profile = QWebEngineProfile(parent)
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(
        QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
    )
    profile.setSpellCheckEnabled(False)
    if layers.intercepts:
        interceptor = Interceptor(profile)
        profile.setUrlRequestInterceptor(interceptor)
    if layers.stays:
        profile.downloadRequested.connect(_refuse_download)
        profile.cookieStore().setCookieFilter(lambda _request: False)
    return profile


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()


def _refuse_download(download: QWebEngineDownloadRequest) -> None:
    download.cancel()
