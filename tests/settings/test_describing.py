"""Every setting says what it is in two languages, with unit and range, and none of them starts anything."""

import ast
import json
from pathlib import Path

import pytest

from app.settings.describing import SettingInfo, by_path, described, sections
from app.settings.facts import UNITS
from app.settings.reference import settings_reference
from app.settings.sections import SECTIONS
from app.settings.settings import load
from app.settings.validation import Section

SETTINGS = Path(__file__).parents[2] / "app" / "settings"
LIVE = {
    "site.language",
    "liveness.late_after",
    "liveness.lost_after",
    "alarms.shelving_longest_minutes",
    "alarms.shelving_largest_count",
    "video.asked_days",
    "video.alarm_radius_m",
    "video.alarm_cameras",
    *(
        f"{name}.{field}"
        for name in ("broker", "security", "control", "lighting", "incidents")
        for field in SECTIONS[name].model_fields
    ),
}

each_setting = pytest.mark.parametrize("info", described(), ids=lambda info: info.path)


def test_every_field_of_every_section_is_described_once():
    fields = [f"{name}.{field}" for name, model in SECTIONS.items() for field in model.model_fields]
    assert [info.path for info in described()] == [*fields, "mapping"]
    assert [name for name, _ in sections()] == [*SECTIONS, "mapping"]
    assert all(label.es and label.en for _, label in sections())
    assert set(by_path()) == {info.path for info in described()}


@each_setting
def test_a_setting_has_its_texts_in_both_languages(info: SettingInfo):
    assert info.title.es
    assert info.title.en
    assert info.help.es
    assert info.help.en
    assert len(info.title.es) <= 40
    assert len(info.title.en) <= 40
    assert info.help.es.endswith(".")
    assert info.help.en.endswith(".")
    assert info.help.es != info.help.en


@each_setting
def test_a_setting_has_the_unit_that_its_name_promises(info: SettingInfo):
    promised = [unit for end, unit in UNITS.items() if info.path.endswith(end)]
    if promised:
        assert info.unit == promised[0]
    else:
        assert info.unit in {"", "°"}


@each_setting
def test_a_number_has_a_range_and_a_default_within_it(info: SettingInfo):
    if info.type not in {"number", "integer"}:
        assert info.least is None
        assert info.most is None
        return
    assert info.least is not None
    assert info.most is not None
    assert info.least < info.most
    assert info.default is None or info.least <= info.default <= info.most


@each_setting
def test_a_default_can_be_written_as_json_and_fits_its_type(info: SettingInfo):
    assert json.loads(json.dumps(info.default)) == info.default
    assert bool(info.choices) == (info.type == "choice")
    assert info.type != "choice" or info.default in info.choices
    assert (info.path == "broker.password") == (info.type == "secret")


def test_the_types_of_the_schema():
    wanted = {
        "site.name": "text",
        "site.lat": "number",
        "broker.qos": "integer",
        "broker.protocol": "choice",
        "history.every_reading": "switch",
        "broker.ca_file": "file",
        "security.heads_folder": "file",
        "broker.password": "secret",
        "security.second_factor_for": "table",
        "liveness.interval_s": "table",
        "mapping": "table",
    }
    assert {path: by_path()[path].type for path in wanted} == wanted
    folders = ["security.heads_folder", "video.recordings", "video.models"]
    assert [info.path for info in described() if info.folder] == folders
    assert [info.path for info in described() if info.required] == ["site.id"]


def test_what_takes_effect_at_once_is_what_the_program_reads_anew():
    assert {info.path for info in described() if info.live} == LIVE


def test_security_has_safe_defaults():
    security = load(None, environ={}).security
    assert security.model_dump() == {
        "idle_lock_minutes": 10,
        "password_least_length": 12,
        "lockout_failures": 8,
        "lockout_minutes": 15,
        "session_hours": 13,
        "two_desks": "allow",
        "second_factor_for": [],
        "heads_folder": None,
    }


def every_table(model: type[Section] = Section) -> list[type[Section]]:
    return [each for one in model.__subclasses__() for each in (one, *every_table(one))]


def test_no_setting_names_a_command_to_run():
    told = {"command", "cmd", "program", "executable", "exec", "script", "shell", "plugin", "module", "hook"}
    names = [name for model in every_table() for name in model.model_fields]
    assert len(names) > 100
    assert not [name for name in names if told & set(name.lower().split("_"))]


def test_reading_settings_starts_no_program_and_runs_no_text():
    starters = {"subprocess", "multiprocessing", "importlib", "runpy", "ctypes", "pickle", "marshal", "code"}
    calls = {"eval", "exec", "compile", "__import__", "system", "popen", "startfile", "execv", "spawnv"}
    found = []
    for source in SETTINGS.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found += [alias.name for alias in node.names if alias.name.partition(".")[0] in starters]
            elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in starters:
                found.append(node.module)
            elif isinstance(node, ast.Call):
                bare = isinstance(node.func, ast.Name) and node.func.id in calls
                of_os = (
                    isinstance(node.func, ast.Attribute)
                    and isinstance(node.func.value, ast.Name)
                    and node.func.value.id == "os"
                    and node.func.attr in calls
                )
                found += [ast.unparse(node)] if bare or of_os else []
    assert not found


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_reference_names_every_setting(language: str):
    text = settings_reference(language)
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert len(rows) == len(described())
    for info, row in zip(described(), rows, strict=True):
        assert row.startswith(f"| `{info.path}` | **{info.title.in_language(language)}.** ")
        assert info.help.in_language(language) in row
        cells = row.replace("\\|", "").strip("| ").split(" | ")
        assert len(cells) == 5
        assert ("reiniciar" if language == "es" else "restart") in cells[4] or info.live
    assert text.count("\n## ") == len(sections())


def test_the_reference_gives_default_range_and_unit():
    text = settings_reference("en")
    assert "| `12` s | whole number, 2 to 15 s | at once |" in text
    assert "| `10` min | whole number, 0 to 240 min | at once |" in text
    assert "one of `allow`, `refuse`, `move`" in text
    assert "required in the file" in settings_reference("en")
