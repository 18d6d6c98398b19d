"""Reads `ai_terms.toml`: one table a language, whose fields are told at its top."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping

from annotator.assist.ai_terms import (
    NOTHING,
    STEM_LETTERS,
    AiTerms,
    Masks,
    Part,
    Phrase,
    Tables,
    joined,
    only,
)
from annotator.assist.letters import Word, folded, seen, words
from annotator.core.errors import UserError

_WHERE = "The list of AI terms"
_ANY, _AGENCIES = "any", "agencies"
_LONGEST_CAPITALS = 5
_LARGEST_FILE = 2_000_000
_FIELDS = {part.name.lower(): part for part in Part}


def read_terms(source: str) -> AiTerms:
    """The terms that the text of `ai_terms.toml` tells; `UserError` names what is wrong with it."""
    if len(source) > _LARGEST_FILE:
        raise UserError(f"{_WHERE} is too long: {len(source):,} characters.")
    try:
        table = tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        raise UserError(
            f"{_WHERE} is not valid TOML: {error}.", "Mend the line it names."
        ) from None
    tables = Tables()
    agencies: frozenset[str] = frozenset()
    codes = [_ANY, *(code for code in table if code not in {_ANY, _AGENCIES})]
    for number, code in enumerate(codes):
        _read_language(tables, code, number, table.get(code, {}))
    if _AGENCIES in table:
        names = _fields(_AGENCIES, table[_AGENCIES], {"name", "names"})
        agencies = frozenset(folded(one) for one in _terms(names.get("names", "")))
    if not tables.capitals or not tables.signs:
        raise UserError(f"{_WHERE} has no term for AI.", "Add a field “ai” to a language.")
    return AiTerms(tables, tuple(codes), agencies)


def _fields(code: str, row: object, known: Iterable[str]) -> Mapping[str, str]:
    if not isinstance(row, Mapping):
        raise UserError(f"{_WHERE}: “{code}” is not a table.", f"Write [{code}] above its fields.")
    for name, value in row.items():
        if name not in known:
            raise UserError(
                f"{_WHERE}: [{code}] has a field “{name}” that means nothing.",
                f"There are: {', '.join(sorted(known))}.",
            )
        if not isinstance(value, str):
            raise UserError(f"{_WHERE}: [{code}] {name} is not a text with commas between terms.")
    return row


def _terms(listed: str) -> list[str]:
    return [term for one in listed.split(",") if (term := " ".join(one.split()))]


def _read_language(tables: Tables, code: str, number: int, row: object) -> None:
    given = _fields(code, row, {"name", "prefixes", *_FIELDS})
    bit = 1 << number
    for prefix in _terms(given.get("prefixes", "")):
        tables.prefixes[folded(prefix)] = tables.prefixes.get(folded(prefix), 0) | bit
    for name, part in _FIELDS.items():
        for term in _terms(given.get(name, "")):
            _add(tables, term, only(part, bit), f"[{code}] {name}: “{term}”")


def _add(tables: Tables, term: str, masks: Masks, where: str) -> None:
    """Put a term where it is looked up: by capitals, exactly, by its beginning or its end."""
    parts = words(term)
    if not parts or term == "*":
        raise UserError(f"{_WHERE}: {where} holds no letters.")
    names_ai = bool(masks[Part.AI] or masks[Part.PRODUCT])
    if len(parts) > 1:
        rest = tuple((one.key, term[one.end : one.end + 1] == "*") for one in parts[1:])
        first_is_stem = term[parts[0].end] == "*"
        if first_is_stem and len(parts[0].key) < STEM_LETTERS:
            raise UserError(f"{_WHERE}: {where} is too short to take every ending.")
        phrase = Phrase(parts[0].key, first_is_stem, rest, masks)
        tables.add_phrase(phrase)
        signs = _signs(parts[0], first_is_stem, parts[1])
    elif names_ai and term.isupper() and len(term) <= _LONGEST_CAPITALS:
        _put(tables.capitals, parts[0].shown, masks)
        return
    else:
        key, is_ending, is_stem = parts[0].key, term.startswith("*"), term.endswith("*")
        if parts[0].is_spaceless:
            _put(tables.spaceless, key, masks)
        else:
            place = tables.endings if is_ending else tables.stems if is_stem else tables.exact
            _put(place, key, masks)
        signs = _signs(parts[0], is_stem, None)
    if names_ai:
        tables.signs |= signs


def _put(place: dict[str, Masks], key: str, masks: Masks) -> None:
    place[key] = joined(place.get(key, NOTHING), masks)


def _signs(first: Word, first_is_stem: bool, second: Word | None) -> set[str]:
    """Expressions that find a term in folded case, with its accents and without."""
    after = ""
    if second:
        letters = {seen(second.shown).casefold()[0], second.key[0]}
        after = (r"\w{0,14}" if first_is_stem else "") + r"[\W_]{0,3}["
        after += "".join(sorted(letters)) + "]"
    return {re.escape(one) + after for one in (first.shown.casefold(), first.key)}
