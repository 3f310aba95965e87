"""Which settings a search finds: every word of it, in the path or the texts, without case and accents."""

from __future__ import annotations

import unicodedata

from app.settings.describing import SettingInfo


def found(info: SettingInfo, search: str) -> bool:
    text = _plain(f"{info.path} {info.title.es} {info.title.en} {info.help.es} {info.help.en} {info.unit}")
    return all(word in text for word in _plain(search).split())


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
