"""An administrator's file: right ones give settings, wrong ones give every problem at once, by line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.catalogue import Catalogue
from app.settings.catalogue import load_catalogue
from app.settings.problems import Problem, SettingsInvalid
from app.settings.settings import PASSWORD_VARIABLE, USER_VARIABLE, Settings, load

Write = Callable[[str], Path]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(text: str) -> Path:
        file = tmp_path / "atalaya.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return put


def problems(file: Path, catalogue: Catalogue) -> list[Problem]:
    with pytest.raises(SettingsInvalid) as caught:
        load(file, catalogue=catalogue, environ={})
    return list(caught.value.problems)


def good(write: Write, catalogue: Catalogue, text: str) -> Settings:
    return load(write('[site]\nid = "ps"\n' + text), catalogue=catalogue, environ={})


def test_the_smallest_file(write: Write, catalogue: Catalogue) -> None:
    file = write('[site]\nid = "puerto-sereno"\n[broker]\nurl = "mqtt://127.0.0.1:1883"\n')
    settings = load(file, catalogue=catalogue, environ={})
    assert (settings.site.id, settings.site.root, settings.site.language) == ("puerto-sereno", "city", "es")
    assert (settings.broker.host, settings.broker.port, settings.broker.encrypted) == (
        "127.0.0.1",
        1883,
        False,
    )
    assert settings.limits.devices == 200_000
    assert settings.limits.payload_bytes == 1024 * 1024


def test_without_a_file_there_are_defaults() -> None:
    assert load(None, environ={}).site.id == "puerto-sereno"


def test_five_errors_are_five_problems_with_line_and_suggestion(write: Write, catalogue: Catalogue) -> None:
    found = problems(
        write("""[site]
id = "ps"
languaje = "es"

[broker]
url = "http://127.0.0.1"
keepalive_s = "12"

[limts]
devices = 5

[liveness]
interval_s = { luminaria = 60 }
"""),
        catalogue,
    )
    assert [problem.line for problem in found] == [3, 6, 7, 9, 13]
    assert found[0].message == "'site.languaje' is not known."
    assert found[0].suggestion == "Did you mean 'language'?"
    assert "mqtt://" in found[1].message
    assert found[2].message == "'broker.keepalive_s' must be a whole number."
    assert found[3].suggestion == "Did you mean 'limits'?"
    assert found[4].suggestion == "Did you mean 'luminaire'?"
    assert all(problem.file.endswith("atalaya.toml") for problem in found)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 0, "'site' is missing"),
        ("[site]\nname = 'x'", 1, "'site.id' is missing"),
        ("site = 3", 1, "'site' must be a table"),
        ("[site]\nid = 'a/b'", 2, "one level of a topic"),
        ("[site]\nid = 'a'\ntime_zone = 'America/Mexico'", 3, "is not a time zone"),
        ("[site]\nid = 'a'\nlat = 91", 3, "less than or equal to 90"),
        ("[site]\nid = 'a'\nlanguage = 'fr'", 3, "must be 'es' or 'en'"),
        ("[site]\nid = 'a'\n[broker]\nurl = 'mqtt://ana:word@h'", 4, "must not hold the user or password"),
        ("[site]\nid = 'a'\n[broker]\nurl = 'mqtt://h:99999'", 4, "is not an address"),
        ("[site]\nid = 'a'\n[broker]\nca_file = 'none.crt'", 4, "there is no file"),
        ("[site]\nid = 'a'\n[broker]\nclient_key = 'k'", 3, "needs both"),
        ("[site]\nid = 'a'\n[liveness]\nlate_after = 5", 3, "lost_after to be greater"),
        ("[site]\nid = 'a'\n[limits]\npayload_bytes = true", 4, "must be a whole number"),
        ("[site]\nid = 'a'\n[limits]\nfuture_tolerance_s = nan", 4, "must"),
        ("[site]\nid = 'a'\n[mapping]\nuse = 'tasmota'", 3, "must be written as [[mapping]]"),
        ("[site]\nid = 'a'\n[alarms]\nrealarm = 1", 4, "'alarms.realarm' is not known"),
        ("[site\nid = 'a'", 1, "not TOML"),
        ("version = 2\n[site]\nid = 'a'", 1, "'version' must be 1"),
    ],
)
def test_one_problem(write: Write, catalogue: Catalogue, text: str, line: int, said: str) -> None:
    (problem,) = problems(write(text), catalogue)
    assert problem.line == line
    assert said in str(problem)
    assert "word" not in str(problem).replace("password", "")


def test_a_file_that_cannot_be_read(tmp_path: Path, catalogue: Catalogue) -> None:
    assert "does not exist" in str(problems(tmp_path / "none.toml", catalogue)[0])
    (tmp_path / "latin.toml").write_bytes("[site]\nname = 'Malecón'".encode("latin-1"))
    assert "not UTF-8" in str(problems(tmp_path / "latin.toml", catalogue)[0])
    assert "cannot be read" in str(problems(tmp_path, catalogue)[0])


def test_the_account_of_the_environment_wins_and_is_never_shown(write: Write, catalogue: Catalogue) -> None:
    file = write('[site]\nid = "ps"\n[broker]\nuser = "file"\n')
    settings = load(
        file,
        catalogue=catalogue,
        environ={USER_VARIABLE: "ana", PASSWORD_VARIABLE: "in-the-air"},
        secret=lambda name: "in-the-ring",
    )
    assert settings.broker.user == "ana"
    assert settings.broker.password.get_secret_value() == "in-the-air"
    assert "in-the-air" not in f"{settings!r} {settings.broker!r} {settings.broker}"


def test_the_secrets_give_the_password_where_the_environment_does_not(
    write: Write, catalogue: Catalogue
) -> None:
    file = write('[site]\nid = "ps"\n[broker]\nuser = "file"\n')
    kept = {"broker.password": "in-the-ring"}
    settings = load(file, catalogue=catalogue, environ={}, secret=kept.get)
    assert (settings.broker.user, settings.broker.password.get_secret_value()) == ("file", "in-the-ring")
    assert load(None, environ={}, secret=kept.get).broker.password.get_secret_value() == "in-the-ring"
    assert not load(file, catalogue=catalogue, environ={}).broker.password.get_secret_value()
    assert "in-the-ring" not in repr(settings)


@pytest.mark.parametrize("written", ["8472651", '"8472651"', '""', '{ a = "8472651" }'])
def test_a_password_in_the_file_is_refused_and_not_printed(
    write: Write, catalogue: Catalogue, written: str
) -> None:
    (problem,) = problems(write(f"[site]\nid = 'a'\n[broker]\npassword = {written}"), catalogue)
    assert problem.line == 4
    assert problem.message == (
        "The password does not belong in the settings file: set it on the settings page "
        "or with `atalaya secret set broker.password`."
    )
    assert "8472651" not in str(problem)


def test_certificates_count_from_the_file(write: Write, tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "ca.crt").write_text("x")
    settings = good(write, catalogue, '[broker]\nurl = "mqtts://broker.example"\nca_file = "ca.crt"\n')
    assert settings.broker.ca_file == tmp_path / "ca.crt"
    assert (settings.broker.port, settings.broker.encrypted) == (8883, True)


def test_rules_are_kept_for_the_rule_book(write: Write, catalogue: Catalogue) -> None:
    settings = good(write, catalogue, '[[alarms.rule]]\nid = "luminaire.no_voltage"\nlimit = 80.0\n')
    assert settings.alarms.rule == [{"id": "luminaire.no_voltage", "limit": 80.0}]
    assert settings.text.line(("alarms", "rule", 0, "limit")) == 5


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path, catalogue: Catalogue) -> None:
    file = tmp_path / "bom.toml"
    file.write_bytes(b"\xef\xbb\xbf[site]\r\nid = 'a'\r\n")
    assert load(file, catalogue=catalogue, environ={}).site.id == "a"
