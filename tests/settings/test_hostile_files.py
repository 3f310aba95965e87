"""A settings file from somebody who means harm: refused by line, in a moment, and nothing of it is done."""

import os
from pathlib import Path

import pytest

from app.domain.catalogue import Catalogue
from app.settings.problems import LONGEST_MESSAGE, MOST_PROBLEMS, Problem, SettingsInvalid
from app.settings.settings import load
from tests.support.effort import effort

SITE = '[site]\nid = "ps"\n'
MOMENT = 65_000
"""The effort of a moment. 1 MB takes a tenth of it; the attacks that these tests found took days."""


@pytest.fixture
def refused(tmp_path: Path, shipped: Catalogue):
    def told(text: str | bytes) -> list[Problem]:
        file = tmp_path / "settings.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        problems: list[Problem] = []

        def refuse() -> None:
            with pytest.raises(SettingsInvalid) as caught:
                load(file, catalogue=shipped, environ={})
            problems.extend(caught.value.problems)

        assert effort(refuse, tries=1) < MOMENT
        return problems

    return told


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (r"\\evil\share\ca.crt", "network path"),
        ("//evil/share/ca.crt", "network path"),
        (r"\/evil/share", "network path"),
        (r"\\?\UNC\evil\share", "network path"),
        (r"\\.\pipe\lsass", "network path"),
        (r"\??\UNC\evil\share", "network path"),
        ("file://evil/share", "':'"),
        ("http://evil/ca.crt", "':'"),
        ("smb:ca.crt", "':'"),
        ("C:ca.crt", "':'"),
        (r"C:\ca.crt:stream", "':'"),
        (r"C:\folder\NUL", "device"),
        ("con", "device"),
        ("a/COM1.crt", "device"),
        ("lpt9 .txt", "device"),
        ("/dev/zero", "device"),
        ("/dev", "device"),
        ("/etc/../dev/./zero", "device"),
        ("//dev/zero", "network path"),
        ("/proc/self/environ", "kernel"),
        ("/sys/power/state", "kernel"),
        ("~nobody-of-this-name/ca.crt", "cannot be followed"),
        ("*.crt", "without any of"),
        ("a|b", "without any of"),
        ("", "1 to 500"),
        ("  ", "1 to 500"),
        ("x" * 501, "1 to 500"),
        ("a\0b", "control"),
        ("a\nb", "control"),
        ("ca\u202etxt.crt", "direction"),
    ],
)
def test_a_path_that_leads_elsewhere(refused, path: str, said: str):
    escaped = "".join(
        one if " " <= one <= "~" else f"\\u{ord(one):04X}" for one in path.replace("\\", "\\\\")
    )
    found = refused(
        f'{SITE}[broker]\nca_file = "{escaped}"\nclient_certificate = "{escaped}"\nclient_key = "{escaped}"\n'
        f'[security]\nheads_folder = "{escaped}"\n'
    )
    assert [problem.line for problem in found] == [4, 5, 6, 8]
    assert all(said in str(problem) for problem in found)


def test_a_path_of_a_file_that_is_too_long_for_the_disk(refused):
    (problem,) = refused(f'{SITE}[broker]\nca_file = "{"x" * 300}"\n')
    assert "there is no file" in str(problem)


def test_a_path_that_is_no_text(refused):
    (problem,) = refused(f"{SITE}[security]\nheads_folder = 7\n")
    assert "must be a text in quotes" in str(problem)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no device files here")
@pytest.mark.parametrize("target", ["/dev/zero", "/proc/self/environ"])
def test_a_link_to_a_device_or_the_kernel(refused, tmp_path: Path, target: str):
    (tmp_path / "ca.crt").symlink_to(target)
    (problem,) = refused(f'{SITE}[broker]\nca_file = "ca.crt"\n')
    assert "must not lead to a device" in str(problem)


def test_heads_may_go_to_a_stick_that_is_not_there_but_not_to_a_file(
    refused, tmp_path: Path, shipped: Catalogue
):
    file = tmp_path / "good.toml"
    file.write_text(f'{SITE}[security]\nheads_folder = "stick/heads"\n')
    assert load(file, catalogue=shipped, environ={}).security.heads_folder == tmp_path / "stick" / "heads"
    (problem,) = refused(f'{SITE}[security]\nheads_folder = "good.toml"\n')
    assert "is a file, not a folder" in str(problem)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://h", "must begin with"),
        ("file:///etc/passwd", "must begin with"),
        ("javascript:alert(1)", "must begin with"),
        ("mqtt+unix:///run/x.sock", "must begin with"),
        ("mqtt://", "names no host"),
        ("mqtt://a:b@h", "user or password"),
        ("mqtt://ana@h", "user or password"),
        ("mqtt://h/../x", "must end after the port"),
        ("mqtt://h:0", "names no host"),
        ("mqtt://h:1:2", "is not an address"),
        ("mqtt://h\\r\\nX: y", "control"),
        ("mqtt://\\u0000h", "control"),
        ("mqtt://h x", "plain letters"),
        ("ws://h/a b", "spaces"),
        ("ws://h/#a", "spaces or '#'"),
        ("mqtt://брокер.example", "plain letters"),
        ("mqtt://h" + "x" * 600, "most 500"),
    ],
)
def test_an_address_that_is_none(refused, url: str, said: str):
    (problem,) = refused(f'{SITE}[broker]\nurl = "{url}"\n')
    assert problem.line == 4
    assert said in str(problem)


@pytest.mark.parametrize(
    "url", ["mqtt://[::1]:1883", "mqtt://10.0.0.7", "wss://broker.example/mqtt?x=1", "ws://a_b"]
)
def test_an_address_that_is_one(tmp_path: Path, shipped: Catalogue, url: str):
    file = tmp_path / "settings.toml"
    file.write_text(f'{SITE}[broker]\nurl = "{url}"\n')
    assert load(file, catalogue=shipped, environ={}).broker.url == url


TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x2028, 0x2029]
UNSEEN = [0x00, 0x07, 0x1B, 0x7F, 0x9B, 0xAD, 0x200B, 0xFEFF]


EVERYWHERE = """\
[site]
id = "p{0}s"
name = "{0}"
[liveness.interval_s]
"lu{0}minaire" = 4
[[alarms.rule]]
id = "pump.lost"
guidance_es = "a{0}b"
[[mapping]]
use = "tasmota"
prefix = "a{0}b"
"""


@pytest.mark.parametrize("code", [*TURNING, *UNSEEN], ids=hex)
def test_characters_that_turn_or_hide_are_refused_when_written_as_a_code(refused, code: int):
    found = refused(EVERYWHERE.format(f"\\u{code:04X}"))
    lines = [problem.line for problem in found if "cannot be seen" in problem.message]
    assert lines == [2, 3, 4, 8, 11]
    assert chr(code) not in "".join(map(str, found))


@pytest.mark.parametrize("code", TURNING, ids=hex)
def test_characters_that_turn_are_refused_when_they_stand_in_the_text(refused, code: int):
    (problem,) = refused(f'{SITE}name = "a"  # a comment {chr(code)} that reads otherwise\n')
    assert (problem.line, "turn" in problem.message) == (3, True)
    assert refused(f'{SITE}name = "a{chr(code)}b"\n')[0].line == 3


def test_guidance_may_have_several_lines(tmp_path: Path, shipped: Catalogue):
    file = tmp_path / "settings.toml"
    file.write_text(f'{SITE}[[alarms.rule]]\nid = "pump.lost"\nguidance_es = """Uno.\nDos."""\n')
    assert load(file, catalogue=shipped, environ={}).alarms.rule[0]["guidance_es"] == "Uno.\nDos."


@pytest.mark.parametrize(
    "comment",
    ['# password = "hunter2"', "#password='hunter2'", '  #  Contraseña: "hunter2"', "# mqtt://ana:hunter2@h"],
)
def test_a_password_in_a_comment_is_refused_and_not_printed(refused, comment: str):
    (problem,) = refused(f"{SITE}{comment}\n")
    assert problem.line == 3
    assert "hunter2" not in str(problem)


@pytest.mark.parametrize("word", ["x" * 2001, "x" * 900_000])
@pytest.mark.parametrize(
    "table",
    [
        'name = "{}"\n',
        '{} = "x"\n',
        "[{}]\n",
        '[broker]\nurl = "mqtt://{}"\n',
        '[[alarms.rule]]\nid = "{}"\n',
    ],
)
def test_endless_texts_are_refused_in_few_words(refused, table: str, word: str):
    found = refused(SITE + table.format(word))
    assert found
    assert all(len(problem.message) <= LONGEST_MESSAGE for problem in found)


def test_a_file_of_more_than_a_megabyte_is_refused(refused):
    (problem,) = refused(SITE + "#" * 1_048_576)
    assert "larger than 1 MB" in str(problem)


MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * (MEGABYTE // 2) + " = 1",
        "[a" + ".a" * (MEGABYTE // 2) + "]",
        "[[a" + ' . "a"' * (MEGABYTE // 6) + "]]",
        ("a" + ".a" * 900 + " = 1\n") * 500,
        "a = " + "[" * MEGABYTE,
        "a = " + "[" * 400 + "]" * 400,
        "a = " + "{a=" * (MEGABYTE // 3),
        "a = { " + "a." * 4000 + "a = 1 }",
        "[[alarms.rule]]\nx = " + "[" * 100 + "]" * 100,
    ],
    ids=[
        "dotted",
        "header",
        "list header",
        "many dotted",
        "lists",
        "closed lists",
        "tables",
        "inline key",
        "rule",
    ],
)
def test_deep_nests_are_refused(refused, text: str):
    assert any(
        "nested too deeply" in str(problem) or "not TOML" in str(problem) for problem in refused(SITE + text)
    )


@pytest.mark.parametrize(
    "text",
    [
        "#" * MEGABYTE,
        "# " + "://a:" * (MEGABYTE // 5),
        "# " + "password=" * (MEGABYTE // 9),
        '# password = "' + "x" * MEGABYTE,
        " " * MEGABYTE + "x",
        '"' + "\\\\" * (MEGABYTE // 2),
        "a " * (MEGABYTE // 2),
        "[[mapping]]\n" * (MEGABYTE // 12),
        '[[mapping]]\nuse = "tasmota"\n' * (MEGABYTE // 28),
        "[[alarms.rule]]\n" * (MEGABYTE // 16),
        '[[alarms.rule]]\nid = "pump.lost"\ndevice = "a"\n' * (MEGABYTE // 46) + "limit = 1",
        "".join(f"k{number} = 1\n" for number in range(MEGABYTE // 11)),
    ],
    ids=lambda text: repr(text[:24]),
)
def test_a_megabyte_of_anything_is_told_in_a_moment(refused, text: str):
    found = refused(f"[broker]\n{text}\n[site]\nid = 'a/b'")
    assert 1 <= len(found) <= MOST_PROBLEMS + 1


def test_a_number_of_thousands_of_digits(refused):
    (problem,) = refused(f"{SITE}[limits]\ndevices = {'9' * 5000}\n")
    assert "number that is too long" in str(problem)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_or_device_in_the_place_of_the_file(tmp_path: Path, shipped: Catalogue):
    os.mkfifo(tmp_path / "pipe.toml")
    for file in (tmp_path / "pipe.toml", Path("/dev/zero"), tmp_path):
        with pytest.raises(SettingsInvalid, match="cannot be read"):
            load(file, catalogue=shipped, environ={})


def test_a_message_shows_what_cannot_be_seen():
    problem = Problem("f", 1, "a\x1b[2J\u202eb" + "x" * 1000)
    assert problem.message.startswith("a�[2J�bxxx")
    assert len(problem.message) == LONGEST_MESSAGE
