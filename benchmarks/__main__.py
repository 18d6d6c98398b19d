"""Run every benchmark of this folder, one after the other: `python -m benchmarks [NAME…]`.

Each says in its docstring what its yardstick is, and prints a table in Markdown. All figures are
measured on this machine at this moment; what docs/reference/speed.md says was measured likewise.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).parent


def main(wanted: list[str]) -> int:
    """Run the benchmarks of these names, all without one; 1 if any of them failed."""
    text = {path.stem: path.read_text(encoding="utf-8") for path in sorted(HERE.glob("[a-z]*.py"))}
    names = [name for name, source in text.items() if 'if __name__ == "__main__"' in source]
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        print(f"No benchmark {', '.join(unknown)}. There are: {', '.join(names)}.", file=sys.stderr)
        return 2
    failed = []
    begin = perf_counter()
    for name in wanted or names:
        print(f"\n## {name}\n", flush=True)
        # A process each: what one loads or leaves in memory is not in the figures of the next.
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
    print(f"\n{len(wanted or names)} benchmarks in {perf_counter() - begin:.0f} s")
    if failed:
        print(f"\nFailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
