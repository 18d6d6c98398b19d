"""`annotator import --preview` says what is there and imports nothing."""

from __future__ import annotations

import json


def table(tmp_path):
    path = tmp_path / "rows.jsonl"
    rows = ({"html": f"<title>Row {n}</title><p>x", "lang": "en"} for n in range(3))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    return path


def test_kinds_columns_titles_and_refusals_are_printed(annotator, news, tmp_path):
    path = table(tmp_path)
    broken_at = path.read_bytes().index(b"{broken")
    answer = annotator("import", news, path, "--preview")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "JSON Lines: 1 file, 3 pages",
        f"Table: {path}: html from “html”; not read: lang",
        "Page: Row 0",
        "Page: Row 1",
        "Page: Row 2",
        f"Refused: {path}, record 4, at byte {broken_at}: The line is no JSON.",
        "3 pages, 1 refused; 0 of the first 3 already there.",
    ]
    assert len(annotator("pages", news, "--json").json["pages"]) == 2


def test_the_preview_speaks_json(annotator, news, tmp_path):
    path = table(tmp_path)
    answer = annotator("import", news, path, "--preview", "--json").json
    assert answer == {
        "pages": 3,
        "exact": True,
        "kinds": [{"kind": "JSON Lines", "files": 1, "pages": 3, "exact": True}],
        "tables": [
            {
                "path": str(path),
                "kind": "JSON Lines",
                "names": ["html", "lang"],
                "columns": {
                    "html": "html",
                    "text": None,
                    "url": None,
                    "id": None,
                    "title": None,
                    "time": None,
                },
                "unread": ["lang"],
                "reason": None,
            }
        ],
        "titles": ["Row 0", "Row 1", "Row 2"],
        "known": 0,
        "looked_at": 3,
        "refused": [
            {
                "path": str(path),
                "reason": "The line is no JSON.",
                "record": 4,
                "offset": answer["refused"][0]["offset"],
            }
        ],
        "refused_count": 1,
    }


def test_a_table_is_imported_row_by_row(annotator, news, tmp_path):
    path = table(tmp_path)
    answer = annotator("import", news, path, "--json").json
    assert [one["path"] for one in answer["new"]] == [f"{path}#{n}" for n in (1, 2, 3)]
    assert answer["refused"][0]["reason"] == "The line is no JSON."


def test_a_preview_of_what_is_not_there_says_so(annotator, news, tmp_path):
    answer = annotator("import", news, tmp_path / "gone.jsonl", "--preview")
    assert "There is no such file." in answer.out
