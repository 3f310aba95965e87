"""Changes to the text of a settings file: what was meant changes, everything else stays to the character."""

import copy
import string
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings.describing import SettingInfo, by_path, described
from app.settings.editing import SettingChange, edited
from app.settings.problems import SettingsInvalid
from tests.settings.conftest import SOURCE


def changed(text: str, *changes: tuple[str, object]) -> str:
    return edited(text, [SettingChange(path, value) for path, value in changes], "f.toml")


def test_only_the_value_changes_and_its_comment_stays():
    made = changed(SOURCE, ("broker.keepalive_s", 15))
    assert made == SOURCE.replace("keepalive_s = 10", "keepalive_s = 15")


def test_a_new_key_goes_to_its_section():
    made = changed(SOURCE, ("site.language", "en"))
    assert made == SOURCE.replace('name = "Puerto Sereno"\n', 'name = "Puerto Sereno"\nlanguage = "en"\n')


def test_back_to_the_default_takes_the_key_out():
    assert changed(SOURCE, ("site.name", None)) == SOURCE.replace('name = "Puerto Sereno"\n', "")
    assert changed(SOURCE, ("limits.devices", None)) == SOURCE
    assert tomllib.loads(changed(SOURCE, ("site.id", None)))["site"]["id"] == "puerto-sereno"


def test_all_changes_of_one_go_together():
    made = changed(SOURCE, ("security.two_desks", "move"), ("alarms.rule", None), ("history.raw_days", 7.5))
    table = tomllib.loads(made)
    assert table["security"] == {"two_desks": "move"}
    assert not table.get("alarms")
    assert table["history"] == {"raw_days": 7.5}
    assert "# Puerto Sereno, planta baja." in made


LAYOUTS = {
    "tables": SOURCE,
    "dotted at the top": 'site.id = "ps"   # here\nbroker.keepalive_s = 10\n',
    "inline": 'site = { id = "ps", name = "x" }\nbroker = {keepalive_s = 10}   # short\n',
    "quoted": '["site"]\n"id" = "ps"\n\'name\' = "x"\n[ broker ]\n"keepalive_s" = 10\n',
    "only below": '[site]\nid = "ps"\n[liveness.interval_s]\nluminaire = 60 # one minute\n',
    "inline below": '[site]\nid = "ps"\n[liveness]\ninterval_s = { luminaire = 60 } # one minute\n',
    "dotted below": '[site]\nid = "ps"\n[liveness]\ninterval_s.luminaire = 60 # one minute\n',
    "scattered": '[alarms]\nrealarm_minutes = 5\n[site]\nid = "ps" # mine\n[[alarms.rule]]\nid = "x.lost"\n',
    "rules first": '[[alarms.rule]]\nid = "pump.lost"\n[site]\nid = "ps"\n[alarms]\n',
    "lists last": '[site]\nid = "ps"\n[[mapping]]\nuse = "tasmota"\nkind = "tank"\n[mapping.values]\n# end',
    "carriage returns": '[site]\r\nid = "ps" # mine\r\n[broker]\r\nkeepalive_s = 10\r\n',
    "no end of line": '[site]\nid = "ps"',
    "version": 'version = 1\n[site]\nid = "ps"\n',
    "many lines": '[site]\nid = "ps"\n[security]\nsecond_factor_for = [\n  "administrator", # both\n]\n',
}


WORDS = st.text(string.ascii_letters + string.digits + "áñ '\"\\/#[]{}=.,", max_size=12)


def values_for(info: SettingInfo) -> st.SearchStrategy[Any]:
    """Values that the file can hold; most of them the schema takes."""
    if info.type == "choice":
        return st.sampled_from(info.choices)
    if info.type == "switch":
        return st.booleans()
    if info.type == "integer":
        assert info.least is not None and info.most is not None  # noqa: PT018 (narrows two types)
        return st.integers(int(info.least), int(info.most))
    if info.type == "number":
        return st.floats(info.least, info.most, allow_nan=False)
    if info.path == "mapping":
        row = st.fixed_dictionaries(
            {"use": st.just("tasmota"), "kind": st.sampled_from(["luminaire", "tank"])}
        )
        return st.lists(row, max_size=3)
    if info.path == "alarms.rule":
        row = st.fixed_dictionaries({"id": st.just("pump.lost"), "enabled": st.booleans(), "zone": WORDS})
        return st.lists(row, max_size=3)
    if info.path == "liveness.interval_s":
        return st.dictionaries(st.sampled_from(["luminaire", "tank", "valve"]), st.floats(1, 1e6), max_size=3)
    if info.type == "table":
        return st.lists(st.sampled_from(["administrator", "auditor", "operator"]), max_size=3, unique=True)
    return WORDS


WRITABLE = [info for info in described() if info.type != "secret"]


@st.composite
def change_lists(draw: st.DrawFn, *, most: int = 5) -> list[SettingChange]:
    infos = draw(
        st.lists(st.sampled_from(WRITABLE), min_size=1, max_size=most, unique_by=lambda one: one.path)
    )
    return [SettingChange(info.path, draw(st.none() | values_for(info))) for info in infos]


def said(text: str) -> dict[str, Any]:
    return {section: value for section, value in tomllib.loads(text).items() if value != {}}


def applied(table: dict[str, Any], changes: list[SettingChange]) -> dict[str, Any]:
    made = copy.deepcopy(table)
    for change in changes:
        section, _, name = change.path.partition(".")
        value = "puerto-sereno" if change.path == "site.id" and change.value is None else change.value
        value = None if value in ([], {}) else value
        if value is None:
            (made.get(section, {}) if name else made).pop(name or section, None)
        elif name:
            made.setdefault(section, {})[name] = value
        else:
            made[section] = value
    return made


@given(st.sampled_from(list(LAYOUTS.values())), st.lists(change_lists(), min_size=1, max_size=3))
def test_however_a_file_is_written_the_values_are_those_asked_for(
    text: str, rounds: list[list[SettingChange]]
):
    wanted = tomllib.loads(text)
    for changes in rounds:
        text = edited(text, changes, "f.toml")
        wanted = applied(wanted, changes)
        assert said(text) == {section: value for section, value in wanted.items() if value != {}}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_can_be_read_and_keeps_its_comments(name: str):
    text = LAYOUTS[name]
    made = changed(text, ("site.lat", -12.5), ("security.session_hours", 9))
    assert all(
        comment in made for comment in ("# mine", "# one minute", "# here", "# short") if comment in text
    )
    assert tomllib.loads(made)["site"]["lat"] == -12.5


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("broker.keepalive", "Did you mean 'broker.keepalive_s'?"),
        ("site", "There is no setting 'site'."),
        ("", "There is no setting ''."),
        ("version", "There is no setting 'version'."),
        ("liveness.interval_s.luminaire", "There is no setting"),
        ("__class__.x", "There is no setting"),
        ("broker.password", "The password does not belong in the settings file"),
    ],
)
def test_a_path_that_no_setting_has(path: str, said: str):
    with pytest.raises(SettingsInvalid) as told:
        changed(SOURCE, (path, "hunter2"), ("site.nme", "x"))
    assert said in str(told.value)
    assert len(told.value.problems) == 2
    assert "hunter2" not in str(told.value)


DEEP: list[Any] = []
for _ in range(40):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    "value",
    [
        "a\0b",
        "\ud800",
        "a\u202eb",
        "x" * 3000,
        float("nan"),
        float("inf"),
        10**400,
        b"bytes",
        object(),
        (1, 2),
        [None],
        {"a": None},
        {1: "a"},
        {"a\u202e": 1},
        {"k" * 300: 1},
        DEEP,
    ],
    ids=lambda value: repr(value)[:20],
)
def test_a_value_that_no_file_can_hold(value: object):
    with pytest.raises(SettingsInvalid) as told:
        changed(SOURCE, ("site.name", value))
    assert len(told.value.problems) == 1
    assert str(told.value).startswith("f.toml: 'site.name' ")


def test_the_same_list_given_twice_is_not_shared():
    rules = [{"id": "pump.lost", "enabled": True}]
    made = changed(SOURCE, ("alarms.rule", rules))
    rules[0]["enabled"] = False
    assert tomllib.loads(made)["alarms"]["rule"] == [{"id": "pump.lost", "enabled": True}]
    assert by_path()["alarms.rule"].default == []
