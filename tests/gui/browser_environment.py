"""What Qt WebEngine needs of a test process, set before there is an application."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, Qt

from annotator.gui.page_view.availability import NO_SANDBOX, is_root

if is_root():
    # Chromium has no sandbox for root. The program then refuses the page view; tests run as root in
    # containers and show pages of their own.
    os.environ[NO_SANDBOX] = "1"
# No device to draw on, and nothing of a desktop, is what tests have.
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)

EXPECTED = (
    "Sandboxing disabled by user",
    "QRhiGles2",
    "Failed to create RHI",
    "QVulkanInstance",
    "GBM is not supported",
    "Failed to connect to the bus",
    "GPUInfo not initialized",
)
"""What Qt and Chromium say of a machine without a screen."""
