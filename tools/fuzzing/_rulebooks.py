"""Rulebooks in TOML, alone and below others."""

import json
import re
from typing import Any

from _bases import documents, remembering, text_of
from _choices import Choices, Target, refusing, spliced
from _small import RULES

from partybuild.adapters.rulebooks import parse_rulebook, rulebook_toml
from partybuild.testing.plain import plain_rulebook

BARE = re.compile(r"[A-Za-z0-9_-]+")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else text_of(key)


@remembering
def _toml(value: Any) -> str:  # noqa: ANN401 - whatever TOML may say
    if isinstance(value, dict):
        pairs = (f"{_key(key)} = {_toml(one)}" for key, one in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str) and DAY.fullmatch(value):
        return value
    return "1.5" if value is None else text_of(value)


HEAD = {"format": "partybuild-rulebook/1", "rulebook_id": "r", "title": ["册", "book"]}
OPTIONS = [
    {"option_id": "good", "label": ["好", "good"], "value": 100},
    {"option_id": "poor", "label": ["差", "poor"], "value": 40},
]
BAND = {"grade_id": "a", "label": ["优", "A"], "lower": 90}
RULEBOOK: dict[str, object] = {
    **HEAD,
    "citations": {
        "m": {
            "title": ["办法", "measure"],
            "issuer": ["党工委", "W"],
            "issued": "2020-12-20",
        },
        "own": {"own_decision": ["会议", "meeting"]},
    },
    "versions": [
        {
            "version": "2021",
            "first": "2021-01-01",
            "basis": "m: Art. 1",
            "title": ["办法", "measure"],
            "scales": [{"scale_id": "s", "basis": "own", "options": OPTIONS}],
            "items": [
                {"item_id": "i", "label": ["项", "item"], "weight": "100%"}
                | {"scale_id": "s", "basis": "m: Art. 6"}
            ],
            "voter_groups": [
                {"group_id": "g", "label": ["组", "group"], "weight": 1, "basis": "own"}
            ],
            "components": [
                {"component_id": "b", "label": ["票", "ballots"], "kind": "ballots"}
                | {"weight": 1, "basis": "own"}
            ],
            "grading": {
                "basis": "own",
                "bands": [BAND, {"grade_id": "b", "label": ["良", "B"], "upper": 90}],
            },
        }
    ],
}
DELEGATED: dict[str, object] = {
    **HEAD,
    "rulebook_id": "above",
    "authority": "district",
    "citations": {"own": {"own_decision": ["会议", "meeting"]}},
    "parameters": [
        {
            "parameter_id": "w",
            "label": ["权重", "weight"],
            "basis": "own",
            "filled_by": ["district", "street"],
            "least": 0,
            "most": 1,
        }
    ],
}
FILLING: dict[str, object] = {
    **HEAD,
    "extends": ["above"],
    "authority": "street",
    "citations": RULEBOOK["citations"],
    "fills": [{"parameter_id": "w", "value": "1", "basis": "own"}],
}


def _file(document: Any) -> str:  # noqa: ANN401 - a document
    pairs = document.items() if isinstance(document, dict) else ()
    return "\n".join(f"{_key(key)} = {_toml(one)}" for key, one in pairs)


def _chain(document: Any) -> object:  # noqa: ANN401 - a document
    above = {"above": _file(document["above"])} if "above" in document else {}
    return parse_rulebook(_file(document.get("rulebook")), above=above)


def _rulebook() -> Target:
    """Return a target that changes what a rulebook says, or its text."""
    whole = rulebook_toml(plain_rulebook(RULES)).encode()
    filled = json.loads(text_of({**RULEBOOK, **FILLING}))
    filled["versions"][0]["items"][0]["weight"] = {"parameter": "w"}
    said = documents(
        _chain, {"rulebook": RULEBOOK}, {"rulebook": filled, "above": DELEGATED}
    )

    def _read(choices: Choices) -> object:
        if choices.below(4):
            return said(choices.data[1:])
        text = spliced(whole, choices).decode("utf-8", "replace")
        return parse_rulebook(text)

    return refusing(_read)


MAKERS = {"rulebook": _rulebook}
