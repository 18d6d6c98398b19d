"""See that the system libraries are there that Qt loads but no Python package brings.

    python tools/system_packages.py

As root on Debian and its kin missing packages are installed. Anybody else is told which are missing
and how to get them; the exit code is 1 if the program cannot run without them. Libraries are looked
for by loading them, so that other distributions pass as well. Needs nothing but Python.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# What to load, and the Debian package that has it.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Without these the program works, but for the page view.
PAGE_VIEW_LIBRARIES = {
    "libasound.so.2": "libasound2",
    "libnss3.so": "libnss3",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libxkbfile.so.1": "libxkbfile1",
}
# A file name that tells the fonts are there, and the Debian package that has it.
FONTS = {
    "NotoSansEthiopic": "fonts-noto-core",
    "NotoSansCJK": "fonts-noto-cjk",
    "NotoColorEmoji": "fonts-noto-color-emoji",
}
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
)


def main() -> int:
    """Find what is missing, get it or say how; the exit code."""
    if not sys.platform.startswith("linux"):
        return 0
    needed, wished = missing()
    packages = sorted({*needed.values(), *wished.values()})
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        install(packages)
        needed, wished = missing()
        packages = sorted({*needed.values(), *wished.values()})
    if needed:
        print("Annotator cannot start here: these are missing from the system:", file=sys.stderr)
        for what, package in needed.items():
            print(f"    {what}  (Debian package {package})", file=sys.stderr)
    if any(what.startswith("fonts ") for what in wished):
        print("Some pages will show boxes instead of letters: no fonts for them.", file=sys.stderr)
    if not wished.keys().isdisjoint(PAGE_VIEW_LIBRARIES):
        print("There will be no page view, only the text: a browser needs more.", file=sys.stderr)
    if packages:
        print(advice(packages), file=sys.stderr)
    return 1 if needed else 0


def missing() -> tuple[dict[str, str], dict[str, str]]:
    """What the program cannot do without, and what it can; each with its Debian package."""
    libraries = dict(LIBRARIES)
    if os.environ.get("DISPLAY"):  # an X server, also the one inside Wayland
        libraries |= SCREEN_LIBRARIES
    needed = {name: package for name, package in libraries.items() if not can_load(name)}
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        needed["the Python modules venv and ensurepip"] = "python3-venv"
    present = font_files()
    wished = {
        f"fonts {name}": package
        for name, package in FONTS.items()
        if not any(one.startswith(name) for one in present)
    }
    wished |= {name: package for name, package in PAGE_VIEW_LIBRARIES.items() if not can_load(name)}
    if not present:
        needed["any font"] = "fonts-noto-core"
    return needed, wished


def can_load(library: str) -> bool:
    """Whether the dynamic loader finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def font_files() -> set[str]:
    """The names of all font files of the system and of the user."""
    if shutil.which("fc-list"):
        listing = subprocess.run(
            ["fc-list", ":", "file"], capture_output=True, text=True, check=False
        )
        return {Path(line.strip().rstrip(":")).name for line in listing.stdout.splitlines()}
    return {
        path.name
        for folder in FONT_FOLDERS
        if folder.is_dir()
        for pattern in ("*.ttf", "*.otf", "*.ttc")
        for path in folder.rglob(pattern)
    }


def install(packages: list[str]) -> None:
    """Install Debian packages; a failure is told by apt-get itself and shows in the next look."""
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    get = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            [*get, *step],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )


def advice(packages: list[str]) -> str:
    """How somebody without the rights to do it gets them."""
    if shutil.which("apt-get"):
        return f"Install them with:  sudo apt-get install {' '.join(packages)}"
    return "Install them with your distribution’s package tool; its names may differ."


if __name__ == "__main__":
    sys.exit(main())
