"""What HTTP wraps a page in: all of it comes out, or the reason why not."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
import zstandard

from annotator.core.errors import UserError
from annotator.pages.containers.budget import Budget
from annotator.pages.containers.content_codings import decoded

_STEP = 64 * 1024


def _raw_deflate(content: bytes) -> bytes:
    compressor = zlib.compressobj(9, wbits=-15)
    return compressor.compress(content) + compressor.flush()


WRITERS = [
    ("deflate", _raw_deflate),
    ("deflate", zlib.compress),
    ("gzip", gzip.compress),
    ("br", brotli.compress),
    ("zstd", zstandard.compress),
]


@pytest.mark.parametrize(("coding", "write"), WRITERS)
def test_pages_of_any_length_come_out_whole(coding, write):
    # The library hands out steps of one length, and may have a little more when it has read all.
    for more in (0, 1, 2, 57, 255, 256, 257, 258, 259, 300, _STEP + 1):
        content = b"<p>" + b"a" * (_STEP + more - 3)
        assert decoded(write(content), coding, Budget()) == content


def test_a_page_in_several_frames_is_one():
    body = zstandard.compress(b"<p>one") + zstandard.compress(b" two")
    assert decoded(body, "zstd", Budget()) == b"<p>one two"


@pytest.mark.parametrize(("coding", "write"), WRITERS)
@pytest.mark.parametrize("missing", [9, 400])
def test_a_page_that_is_cut_is_refused_and_not_taken_for_a_short_one(coding, write, missing):
    content = b"".join(b"<p>%d and %x</p>" % (n, n * 7919) for n in range(20_000))
    with pytest.raises(UserError):
        decoded(write(content)[:-missing], coding, Budget())


def test_what_comes_out_is_counted_in_frames_too():
    bomb = zstandard.compress(bytes(20 * 1024 * 1024))
    with pytest.raises(UserError, match="were unpacked"):
        decoded(bomb, "zstd", Budget(1024 * 1024))
