"""How often the encoding of a page is found, with its declaration and without.

Run: `.venv/bin/python -m benchmarks.decoding [CORPUS]`; CORPUS holds `fixtures/` and is by
default what ANNOTATOR_CORPUS names. An answer is right where it gives the same text as the true
encoding. charset-normalizer is measured beside it where it is installed.
"""

from __future__ import annotations

import gzip
import importlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from annotator.core.errors import UserError
from annotator.core.pages import PageKind
from annotator.pages.decoding import decode
from annotator.pages.encodings import decoded_in, encoding_named
from benchmarks.figures import machine, table

Sample = tuple[bytes, str]
_OWN_NAMES = {"tis-620": "windows-874", "ascii": "windows-1252", "gb2312": "gbk"}
_LANGUAGE = re.compile("-(russian|arabic|greek|turkish|hebrew)$")


def declared(corpus: Path) -> Iterator[Sample]:
    folder = corpus / "fixtures" / "legacy_derived"
    for row in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        yield gzip.decompress((folder / row["file"]).read_bytes()), row["encoding"]


def undeclared(corpus: Path) -> Iterator[Sample]:
    for content, encoding in declared(corpus):
        without = re.sub(rb"charset|encoding=", b"unknown", content, flags=re.IGNORECASE)
        yield without, encoding


def small(corpus: Path) -> Iterator[Sample]:
    for path in sorted((corpus / "fixtures" / "charset").glob("*/*")):
        name = _LANGUAGE.sub("", path.parent.name.lower())
        yield path.read_bytes(), _OWN_NAMES.get(name, name)


def own_guess(content: bytes) -> str | None:
    try:
        return decode(content, PageKind.HTML).encoding
    except UserError:
        return None


def other_guess() -> Callable[[bytes], str | None] | None:
    try:
        module = importlib.import_module("charset_normalizer")
    except ImportError:
        return None

    def guess(content: bytes) -> str | None:
        best = module.from_bytes(content).best()
        return best.encoding if best else None

    return guess


def is_right(content: bytes, guess: str | None, truth: str) -> bool:
    if guess is None:
        return False
    named = encoding_named(guess.replace("_", "-").replace("cp125", "windows-125"))
    wanted = encoding_named(truth.replace("-le", "le").replace("-be", "be")) or "utf-8"
    if named is None:
        return content.decode(guess, "replace") == decoded_in(content, wanted)[0]
    return decoded_in(content, named)[0] == decoded_in(content, wanted)[0]


def main(arguments: list[str]) -> int:
    corpus = arguments[0] if arguments else os.environ.get("ANNOTATOR_CORPUS", "")
    if not corpus:
        print("No corpus: name the folder that holds fixtures/, or set ANNOTATOR_CORPUS.")
        return 0
    print(machine())
    guessers = {"own": own_guess, "charset-normalizer": other_guess()}
    sets = {
        "small, undeclared": small,
        "pages, declared": declared,
        "pages, declaration removed": undeclared,
    }
    rows = []
    for name, read in sets.items():
        samples = list(read(Path(corpus)))
        for who, guess in guessers.items():
            if guess is not None:
                begun = process_time()
                guesses = [guess(content) for content, _ in samples]
                spent = process_time() - begun
                right = sum(
                    is_right(content, answer, truth)
                    for (content, truth), answer in zip(samples, guesses, strict=True)
                )
                rows.append((f"{name}: {who}", f"{right} of {len(samples)}", f"{spent:.2f} s"))
    print(table(("samples", "right", "time"), rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
