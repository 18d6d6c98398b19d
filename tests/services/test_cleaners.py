"""The cleaners that come with the program, each where its library is installed."""

from __future__ import annotations

import pytest

from annotator.core.errors import UserError
from annotator.services.cleaners.registry import (
    chosen_cleaners,
    cleaner_names,
    load_cleaner,
    run_cleaner,
)

PARAGRAPHS = [
    f"The {what} was closed on Monday because of ice on the water, and nobody could say when it "
    f"would be open again to all, as the mayor of the town told everybody who had come to the "
    f"{what} in vain."
    for what in ("harbour", "market", "bridge", "museum", "old station", "school")
]
MENU = ("Home", "News", "Sport", "Weather", "Contact", "Imprint")
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Ice closes the town</title></head><body><nav><ul>'
    + "".join(f'<li><a href="/{one}">{one}</a></li>' for one in MENU)
    + "</ul></nav><article><h1>Ice closes the town</h1>"
    + "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    + '</article><footer><a href="/imprint">Imprint</a> © 2026</footer></body></html>'
)
OWN = ("annotator",)
OTHERS = (
    *("boilerpy3", "goose3", "justext", "newspaper4k", "readability-lxml", "resiliparse"),
    "trafilatura",
)


@pytest.mark.parametrize("name", OWN + OTHERS)
@pytest.mark.filterwarnings("ignore")  # what their libraries warn of is not ours to mend
def test_each_finds_the_story_and_leaves_the_menu(name):
    try:
        cleaner, version = load_cleaner(name)
    except UserError as error:
        if name in OWN:
            raise
        pytest.skip(f"{name}: {error.sentence}")
    assert version
    text = run_cleaner(cleaner, PAGE)
    for paragraph in PARAGRAPHS:
        assert paragraph in text
    assert "Weather" not in text


def test_all_are_known_by_name():
    assert set(OWN + OTHERS) <= set(cleaner_names())
    assert chosen_cleaners(()) == cleaner_names()
    assert chosen_cleaners(["trafilatura", "annotator", "trafilatura"]) == (
        "trafilatura",
        "annotator",
    )
    with pytest.raises(UserError, match="annotator, boilerpy3"):
        chosen_cleaners(["nobody"])
