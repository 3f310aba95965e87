"""The dictionary of text values: readings and columns hold a code, the text is said once."""

from __future__ import annotations

from collections.abc import Iterable

from app.engine.ports import Register

TEXTS_LIMIT = 20_000
TEXT_BYTES = 200


class TextCodes:
    """Codes come from the store and are the same after a restart. `news` is what consoles have not heard."""

    def __init__(self, register: Register, known: Iterable[tuple[int, str]] = ()) -> None:
        self._register = register
        self._codes = {text: code for code, text in known}
        self._texts = {code: text for text, code in self._codes.items()}
        self._news: list[tuple[int, str]] = []

    def code(self, text: str) -> float | None:
        """The code of `text`, or None when the dictionary is full: a device that makes up a new text
        with every message must not fill the memory."""
        text = text[:TEXT_BYTES]
        code = self._codes.get(text)
        if code is None:
            if len(self._codes) >= TEXTS_LIMIT:
                return None
            code = self._codes[text] = self._register.register_text(text)
            self._texts[code] = text
            self._news.append((code, text))
        return float(code)

    def text(self, code: float) -> str:
        return self._texts.get(int(code), "")

    def entries(self) -> tuple[tuple[int, str], ...]:
        return tuple(self._texts.items())

    def take_news(self) -> tuple[tuple[int, str], ...]:
        news, self._news = tuple(self._news), []
        return news
