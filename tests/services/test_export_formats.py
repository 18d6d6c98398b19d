from annotator.core.errors import UserError
from annotator.formats import libraries, registry
from annotator.services.export_formats import ExportFormat, export_formats


def test_every_format_tells_its_ending_and_what_it_is():
    found = {one.name: one for one in export_formats()}
    assert found["jsonl"].suffix == ".jsonl"
    assert "JSON Lines" in found["jsonl"].title
    assert found["jsonl"].is_usable


def test_a_format_that_does_not_load_is_listed_with_the_reason(monkeypatch):
    def fail(name):
        raise UserError(f"The format “{name}” does not load.", "Mend it.")

    monkeypatch.setattr(registry, "format_names", lambda: ("broken",))
    monkeypatch.setattr(registry, "writer", fail)
    (found,) = export_formats()
    reason = "The format “broken” does not load. Mend it."
    assert found == ExportFormat("broken", reason, is_usable=False)


def test_a_format_whose_library_is_missing_says_which_extra_to_install(monkeypatch):
    assert [one.name for one in export_formats() if one.extra] == []
    monkeypatch.setattr(libraries, "find_spec", lambda _module: None)
    lacking = {one.name: one.extra for one in export_formats() if one.extra}
    assert lacking == {
        "blocks-parquet": "parquet",
        "hugging-face": "parquet",
        "spacy": "spacy",
        "spans-parquet": "parquet",
    }
