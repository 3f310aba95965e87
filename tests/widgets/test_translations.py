"""Every text of the console is there in Spanish, and the compiled file holds what the source says."""

import importlib.util
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from widgets.languages import Languages, choose

ROOT = Path(__file__).resolve().parents[2]


def _tool():
    spec = importlib.util.spec_from_file_location("translate", ROOT / "installer" / "translate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_text_of_the_code_is_untranslated():
    assert _tool().check() == []


def test_no_text_is_kept_from_those_who_translate():
    """The tool that gathers texts reads a context that is written out; behind a name it finds nothing."""
    behind_a_name = re.compile(r"\.translate\(\s*[A-Za-z_]\w*,\s*[\"']")
    hidden = [
        str(path.relative_to(ROOT))
        for folder in ("app", "widgets", "maps", "video")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if behind_a_name.search(path.read_text(encoding="utf-8"))
    ]
    assert hidden == []


def _messages():
    tree = ElementTree.parse(ROOT / "resources" / "i18n" / "atalaya_es.ts")
    for context in tree.getroot().iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name"), message.findtext("source"), message.findtext("translation")


def test_translations_keep_the_places_for_values():
    for _, source, translation in _messages():
        assert sorted(re.findall(r"\{\d*\}", source)) == sorted(re.findall(r"\{\d*\}", translation)), source


def test_texts_follow_the_rules_of_the_language():
    for _, source, translation in _messages():
        for text in (source, translation):
            assert "!" not in text, text
            assert not re.search(r"\berror\b", text, re.IGNORECASE), text


def test_the_compiled_file_is_in_step_with_its_source(qapp):
    translator = QTranslator()
    assert translator.load(str(ROOT / "resources" / "i18n" / "atalaya_es.qm"))
    stale = [
        source
        for context, source, translation in _messages()
        if translator.translate(context, source) != translation
    ]
    assert stale == []


def test_a_language_is_installed_and_taken_away_again(qapp):
    languages = Languages(qapp)
    languages.install("es")
    assert QCoreApplication.translate("AlarmWords", "Critical") == "Crítica"
    languages.install("en")
    assert QCoreApplication.translate("AlarmWords", "Critical") == "Critical"


@pytest.mark.parametrize(("wanted", "got"), [("es-PE", "es"), ("en_GB", "en"), ("fr", "es"), ("EN", "en")])
def test_the_nearest_language_is_chosen(wanted, got):
    assert choose(wanted) == got
