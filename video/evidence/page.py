"""The page of a package: opens in any browser, shows the clips and checks hashes and signature by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.settings.resources import resource

_FOLDER = "evidence"
_PARTS = ("DATA", "PROOF", "VIEW")


def page(told: Mapping[str, Any]) -> bytes:
    """`told` is what the manifest says besides the files, with the events."""
    parts = {
        "DATA": _harmless(json.dumps(told, ensure_ascii=False, sort_keys=True)),
        "PROOF": _shipped("proof.js"),
        "VIEW": _shipped("view.js"),
    }
    text, made = _shipped("page.html"), ""
    for name in _PARTS:
        before, _, text = text.partition(f"@{name}@")
        made += before + parts[name]
    return (made + text).encode("utf-8", "replace")


def _shipped(name: str) -> str:
    return resource(_FOLDER, name).read_text(encoding="utf-8")


def _harmless(text: str) -> str:
    """JSON that ends no script element, whatever people have written."""
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
