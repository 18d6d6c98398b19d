"""What stands between a page and the machine, beside the copy that has nothing harmful in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layers:
    """Which layers of defence are up. The program has them all; tests take down one at a time.

    `no_scripts`: JavaScript is off. `intercepts`: every request but for the program's own addresses
    is refused. `policy`: a content security policy forbids to load anything. `stays`: navigation,
    new windows, downloads, dialogs and permissions are refused. `no_names`: no host name is ever
    resolved; this one holds for the whole process.
    """

    no_scripts: bool = True
    intercepts: bool = True
    policy: bool = True
    stays: bool = True
    no_names: bool = True


ALL = Layers()
NONE = Layers(no_scripts=False, intercepts=False, policy=False, stays=False, no_names=False)
