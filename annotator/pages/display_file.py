"""A copy for display as a file of its own, which any browser shows without the program."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence

from annotator.core.displayed import IMAGE_TYPES, DisplayedPage
from annotator.core.pages import Resource
from annotator.pages.xhtml import escaped

MOST_IMAGE_BYTES = 64 * 1024 * 1024
"""Bytes of images that one file takes in; an image counts each time that the page shows it."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_HEAD = b'<head><meta charset="utf-8"/><title>Page</title>'
# Nothing else in a copy looks like this: all text of the page has its brackets escaped.
_IMAGE = re.compile(rb'(<img src=")image/(\d+)(?=")')
_NO_IMAGE = b"data:,"


def self_contained(
    displayed: DisplayedPage, resources: Sequence[Resource], title: str
) -> Iterator[bytes]:
    """The copy piece by piece, its images in it, and a policy that lets it load nothing else.

    An image for which there is no room is left out, and its words stand there.
    """
    before, _, behind = displayed.markup.partition(_HEAD)
    yield before
    yield b'<head><meta charset="utf-8"/>'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"/>'.encode()
    yield f"<title>{escaped(title)}</title>".encode()
    left = MOST_IMAGE_BYTES
    end = 0
    for found in _IMAGE.finditer(behind):
        yield behind[end : found.end(1)]
        image = resources[int(found[2])]
        if image.media_type in IMAGE_TYPES and len(image.content) <= left:
            left -= len(image.content)
            yield f"data:{image.media_type};base64,".encode()
            yield b64encode(image.content)
        else:
            yield _NO_IMAGE
        end = found.end()
    yield behind[end:]
