"""What the manual and README tell people to write or to call is taken by the program as it is."""

import argparse
import importlib
import re
import runpy
import shlex
from pathlib import Path

import pytest

from app.bootstrap.bench import BENCHES
from app.bootstrap.commands import COMMANDS
from app.bootstrap.inspect import LISTS
from app.bootstrap.report import KINDS
from app.domain.alarms import Priority
from app.domain.incidents.kinds import IncidentCatalogue
from app.settings.catalogue import load_catalogue
from app.settings.incidents import load_incidents
from app.settings.resources import resource
from app.settings.rules import load_rules
from app.settings.settings import Settings, load

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(path.name for path in resource("help").glob("*.md"))
SITE = '[site]\nid = "ps"\n\n'


def page(name):
    return resource("help", name).read_text(encoding="utf-8")


def examples(markdown):
    """The settings that a page shows, one text for each block."""
    return re.findall(r"^```toml\n(.*?)^```", markdown, re.DOTALL | re.MULTILINE)


def read(tmp_path, example) -> tuple[Settings, IncidentCatalogue]:
    """As the engine reads it."""
    file = tmp_path / "settings.toml"
    file.write_text(SITE + example, encoding="utf-8")
    settings, catalogue = load(file, environ={}), load_catalogue()
    rules = load_rules(catalogue, settings.alarms.rule, text=settings.text)
    return settings, load_incidents(catalogue, rules, settings.incidents, text=settings.text)


def called(text):
    """What comes after the program's name, wherever it is called in the text."""
    return [words.strip() for words in re.findall(r"(?:^|`)(?:\./)?atalaya ([^`\n#]+)", text, re.MULTILINE)]


# -- settings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
def test_settings_of_the_manual_are_taken_together(tmp_path, language):
    settings, incidents = read(tmp_path, "\n".join(examples(page(f"incidents.{language}.md"))))
    assert settings.incidents.attachment_mb == 100.0
    assert incidents.rejoin_s == 1800.0
    water = incidents.kinds["water"].targets[Priority.HIGH]
    assert (water.acknowledge_s, water.arrive_s, water.resolve_s) == (120.0, 1200.0, 14400.0)
    assert incidents.opening[0].id == "heavy_rain"
    assert "blind_camera" not in {row.id for row in incidents.opening}
    assert incidents.joining[0].id == "rain_joins_landslide"
    assert [step.after_s for step in incidents.escalation if step.target == "acknowledge"] == [0, 60, 600]


def test_settings_of_the_manual_are_the_same_in_both_languages():
    spanish, english = (
        [re.sub(r" +#.*", "", block) for block in examples(page(f"incidents.{language}.md"))]
        for language in ("es", "en")
    )
    assert spanish == english
    assert len(english) == 5


def test_what_the_manual_says_of_shipped_times_is_so():
    catalogue = load_catalogue()
    shipped = load_incidents(catalogue, load_rules(catalogue))
    targets = shipped.kinds["water"].targets[Priority.HIGH]
    assert (targets.acknowledge_s, targets.arrive_s, targets.resolve_s) == (120, 30 * 60, 6 * 3600)
    assert shipped.rejoin_s == 15 * 60
    waits = {row.id: row.after_s for row in shipped.opening}
    assert (waits["cabinet_down"], waits["main_break"]) == (10, 15)
    assert [(step.target, step.after_s, step.to, step.louder) for step in shipped.escalation] == [
        ("acknowledge", 0, "all", True),
        ("acknowledge", 120, "supervisors", True),
        ("arrive", 0, "owner", True),
        ("arrive", 600, "supervisors", True),
        ("resolve", 0, "owner", False),
        ("resolve", 1800, "supervisors", True),
    ]


# -- commands ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [README, *map(page, PAGES)], ids=["README", *PAGES])
def test_every_command_that_is_named_is_there(text):
    known = runpy.run_path(str(ROOT / "atalaya"))["NEEDS"]
    for words in called(text):
        command, _, rest = words.partition(" ")
        assert command in known, words
        if command == "inspect":
            assert rest.split()[0] in LISTS, words


@pytest.mark.parametrize("language", ["es", "en"])
def test_reports_are_asked_for_as_the_manual_says(language):
    module = importlib.import_module(next(each.module for each in COMMANDS if each.name == "report"))
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    asked = [
        words for words in called(page(f"shifts_and_reports.{language}.md")) if words.startswith("report ")
    ]
    made = [parser.parse_args(shlex.split(words)[1:]) for words in asked]
    assert {each.kind for each in made} == set(KINDS)
    assert all(each.out.suffix.removeprefix(".") in KINDS[each.kind][1] for each in made)


def test_settings_of_the_readme_are_taken(tmp_path):
    """The first is a whole file; the others are laid beside it."""
    whole, *others = examples(README)
    (tmp_path / "settings.toml").write_text("\n".join([whole, *others]), encoding="utf-8")
    assert load(tmp_path / "settings.toml", environ={}).incidents.kind[0]["id"] == "water"


def test_readme_lists_what_can_be_measured_and_inspected():
    measured = re.search(r"`./atalaya bench NAME --json`[^:]*: `([^`]+)`", README)
    assert measured is not None
    assert sorted(measured[1].split()) == sorted(BENCHES)
    shown = re.search(r"`./atalaya inspect alarms --json` \(also `([^`]+)`\)", README)
    assert shown is not None
    assert sorted([*shown[1].split(), "alarms"]) == sorted(LISTS)
