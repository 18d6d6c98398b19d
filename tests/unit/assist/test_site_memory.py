"""What labelled pages of a site say of another: by the very text, by markup, or nothing."""

from __future__ import annotations

from annotator.assist.engine import Engine
from annotator.assist.site_memory import LabelledInput, SiteMemory
from annotator.assist.visible_page import PageInput, VisiblePage
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.labels import LabelId
from annotator.core.proposals import Source, Switches
from tests.unit.assist.models import small_model
from tests.unit.assist.written import LABEL_SET, dumped, labelled, told, written

ENGINE = Engine(LABEL_SET, small_model())
SITE_ALONE = Switches(rules=False, model=False, site=True, adapter=False)
STORY = "Hundreds of people came on Tuesday to see the {0}, which had been closed for a year. " * 2


def page(name: str, title: str = "", more: str = "", class_name: str = "story") -> PageInput:
    """A page of the site: menu, headline, story, a teaser, a caption, a footer."""
    return written(
        f"<nav class=menu><a href=/>Home</a></nav><article><h1 class=big>{title or name}</h1>"
        f"<p class={class_name}>{STORY.format(name).strip()}</p></article>"
        f'<figure><figcaption class="caption">The {name}. Photo: Ada Byron</figcaption></figure>'
        f"<aside><h3 class=teaser>All about the {name}</h3></aside>{more}"
        "<footer class=foot>All rights reserved</footer>"
    )


def lesson(name: str, **other: str) -> LabelledInput:
    """That page with its labels; `other` has texts that are labelled otherwise."""
    one = page(name)
    labels = {
        "Home": "boilerplate",
        STORY.format(name).strip(): "body",
        f"The {name}. Photo: Ada Byron": "boilerplate",
        f"All about the {name}": "teaser",
        "All rights reserved": "boilerplate",
    }
    marks = labelled(one, labels | {text.replace("_", " "): label for text, label in other.items()})
    headline = one.document.blocks[1].span
    return LabelledInput(one, AnnotationSet.of([*marks, Annotation(headline, LabelId("headline"))]))


def proposed(memory: SiteMemory, one: PageInput) -> dict[str, str]:
    return dict(told(one, ENGINE.propose(one, memory, None, SITE_ALONE)))


def test_markup_that_always_had_one_label_has_it_again_and_texts_too():
    memory = ENGINE.remembered([lesson("ferry"), lesson("tower")])
    assert memory.page_count == 2
    assert proposed(memory, page("mill")) == {
        "Home": "boilerplate",
        STORY.format("mill").strip(): "body",
        "The mill. Photo: Ada Byron": "boilerplate",
        "All about the mill": "teaser",
        "All rights reserved": "boilerplate",
    }


def test_what_the_site_says_is_said_as_seen_and_never_doubted():
    memory = ENGINE.remembered([lesson("ferry")])
    found = ENGINE.propose(page("mill"), memory, None, SITE_ALONE)
    assert {(one.source, one.is_doubtful) for one in found} == {(Source.SITE, False)}
    assert found.model == "site-1"


def test_nothing_is_ever_said_of_the_headline():
    memory = ENGINE.remembered([lesson("ferry"), lesson("tower")])
    # Not even where its very text was a teaser on a page before.
    one = page("mill", title="All about the ferry")
    assert "All about the ferry" not in proposed(memory, one)
    with_model = dict(told(one, ENGINE.propose(one, memory)))
    assert with_model["All about the ferry"] != "teaser"
    assert (
        proposed(memory, page("mill", more="<h3>All about the ferry</h3>"))["All about the ferry"]
        == "teaser"
    )


def test_contradictory_labels_give_no_vote_neither_by_text_nor_by_markup():
    memory = ENGINE.remembered([lesson("ferry"), lesson("tower", Home="teaser")])
    found = proposed(memory, page("mill"))
    assert "Home" not in found
    assert found["All rights reserved"] == "boilerplate"
    memory = ENGINE.remembered(
        [lesson("ferry"), lesson("tower", All_about_the_tower="boilerplate")]
    )
    assert "All about the mill" not in proposed(memory, page("mill"))


def test_a_text_outvotes_its_markup():
    memory = ENGINE.remembered(
        [lesson("ferry", All_about_the_ferry="boilerplate"), lesson("tower"), lesson("mill")]
    )
    found = proposed(memory, page("quay", more="<h3 class=teaser>All about the ferry</h3>"))
    assert found["All about the ferry"] == "boilerplate"


def test_a_changed_template_is_noticed_and_nothing_is_said():
    memory = ENGINE.remembered([lesson("ferry")])
    other = written(
        "<main><section class=x><h1>New</h1><div class=y>Some words</div>"
        "<div class=z>Some more words</div></section></main><nav class=menu><a>Home</a></nav>"
    )
    visible = VisiblePage(other)
    assert memory.template_share(visible.signatures) < 0.35
    assert proposed(memory, other) == {}
    assert memory.template_share(VisiblePage(page("mill")).signatures) == 1.0


def test_a_text_that_was_divided_is_divided_alike():
    divided = lesson("ferry")
    caption = "The ferry. Photo: Ada Byron"
    marks = [one for one in divided.annotations if divided.page.document.quote(one.span) != caption]
    parts = labelled(divided.page, {"The ferry.": "boilerplate", "Photo: Ada": "ai_label"})
    memory = ENGINE.remembered([LabelledInput(divided.page, AnnotationSet.of([*marks, *parts]))])
    again = page("ferry")
    found = ENGINE.propose(again, memory, None, SITE_ALONE)
    assert [one for one in told(again, found) if one[0] in caption] == [
        ("The ferry.", "boilerplate"),
        ("Photo: Ada", "ai_label"),
    ]
    # Of a block that was divided its markup says nothing.
    assert not [one for one in proposed(memory, page("mill")) if "Photo" in one]


def test_pieces_fit_the_text_that_they_are_copied_to():
    text = "Made  with   care BY ADA"
    first = written(f"<pre class=a>{text}</pre><p class=b>Home</p>")
    marks = labelled(first, {"Made  with   care": "boilerplate", "BY ADA": "teaser"})
    memory = ENGINE.remembered([LabelledInput(first, marks)])
    assert proposed(memory, first) == {"Made  with   care": "boilerplate", "BY ADA": "teaser"}
    other = written("<pre class=a>Made with care by Ada</pre><p class=b>Home</p>")
    assert proposed(memory, other) == {}


def test_white_space_that_no_label_covers_is_not_proposed_either():
    first = written("<p class=a>\N{NO-BREAK SPACE}One</p><p class=b>Two</p>")
    memory = ENGINE.remembered([LabelledInput(first, labelled(first, {"One": "teaser"}))])
    other = written("<p class=a>Four\N{NO-BREAK SPACE}</p><p class=b>Two</p>")
    assert proposed(memory, other) == {"Four": "teaser"}


def test_undecided_blocks_say_nothing_and_dumps_are_not_remembered():
    one = page("ferry")
    memory = ENGINE.remembered([LabelledInput(one, labelled(one, {"Home": "boilerplate"}))])
    assert proposed(memory, page("mill")) == {"Home": "boilerplate"}
    dump = dumped("Home\n\nA line")
    memory = ENGINE.remembered([LabelledInput(dump, labelled(dump, {"Home": "boilerplate"}))])
    assert memory.page_count == 0
    assert proposed(memory, page("mill")) == {}


def test_a_label_that_the_project_has_no_longer_is_not_proposed():
    one = page("ferry")
    memory = ENGINE.remembered([LabelledInput(one, labelled(one, {"Home": "gone"}))])
    assert proposed(memory, page("mill")) == {}
