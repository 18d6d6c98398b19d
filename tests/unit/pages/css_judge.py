"""What tinycss2 sees in styles that must not be shown: a judge that shares no code with us."""

from __future__ import annotations

from collections.abc import Iterable

import tinycss2

FORBIDDEN_FUNCTIONS = {
    *("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"),
    *("element", "-moz-element", "paint", "attr", "expression", "progid", "format", "local"),
    *("path", "url-prefix", "domain", "regexp", "counter", "counters", "symbols", "toggle"),
}
KEPT_AT_RULES = {"media", "supports", "container", "layer"}
REFUSED_PROPERTIES = {
    *("content", "cursor", "behavior", "-moz-binding", "filter", "mask", "clip-path", "animation"),
    *("transition", "user-select", "pointer-events", "-webkit-text-security", "src", "transform"),
    *("-webkit-text-fill-color", "quotes", "list-style-image", "border-image", "will-change"),
}


def faults_of_sheet(css: str) -> list[str]:
    """What is wrong with a whole style sheet."""
    return list(_faults(tinycss2.parse_component_value_list(css))) + list(
        _faults_of_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))
    )


def faults_of_declarations(css: str) -> list[str]:
    """What is wrong with the value of an attribute `style`."""
    found = list(_faults(tinycss2.parse_component_value_list(css)))
    for node in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            found.append(f"{node.type} among declarations")
        elif node.lower_name in REFUSED_PROPERTIES or node.important:
            found.append(f"property {node.name}")
    return found


def _faults(tokens: Iterable) -> Iterable[str]:
    for token in tokens:
        if token.type in {"url", "error", "unicode-range", "comment"}:
            yield f"{token.type} {token.serialize()}"
        elif token.type == "at-keyword" and token.lower_value not in KEPT_AT_RULES:
            yield f"@{token.value}"
        elif token.type == "function":
            if token.lower_name in FORBIDDEN_FUNCTIONS:
                yield f"{token.name}()"
            yield from _faults(token.arguments)
        elif token.type in {"{} block", "() block", "[] block"}:
            yield from _faults(token.content)


def _faults_of_rules(nodes: Iterable) -> Iterable[str]:
    for node in nodes:
        if node.type == "error":
            yield f"error {node.message}"
        elif node.type == "declaration":
            if node.lower_name in REFUSED_PROPERTIES:
                yield f"property {node.name}"
            if node.lower_name == "position" and node.value[0].lower_value in {"fixed", "sticky"}:
                yield "stays in front"
        elif node.type == "at-rule" and node.lower_at_keyword not in KEPT_AT_RULES:
            yield f"at-rule {node.at_keyword}"
        elif getattr(node, "content", None) is not None:
            yield from _faults_of_rules(
                tinycss2.parse_blocks_contents(
                    node.content, skip_comments=True, skip_whitespace=True
                )
            )
