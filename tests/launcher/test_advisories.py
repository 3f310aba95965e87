"""The check of the locks finds a version known to be vulnerable, and says how old its knowledge is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from installer import advisories, tools
from installer.advisories import affected, findings, fixed_after, pins, renewed, spans

ROOT = Path(__file__).parents[2]

RECORD = """
id: PYSEC-2026-1
modified: 2026-10-01T00:00:00.5Z
details: |
  A planted fault
  of two lines.
aliases: [CVE-2026-1]
affected:
- package: {ecosystem: PyPI, name: Some_Library}
  ranges:
  - type: GIT
    events: [{introduced: "0"}, {fixed: abcdef}]
  - type: ECOSYSTEM
    events: [{introduced: "1.2"}, {fixed: 1.4.1}, {introduced: "2.0"}, {last_affected: "2.3"}]
  versions: ["1.2", "1.3", "2.0", 0.9.post7, not-a-version]
"""
OTHER = """
id: PYSEC-2026-2
modified: "2026-10-02T00:00:00Z"
withdrawn: "2026-10-02T00:00:00Z"
details: Taken back.
affected:
- package: {ecosystem: PyPI, name: some-library}
  ranges: [{type: ECOSYSTEM, events: [{introduced: "0"}]}]
"""


@pytest.fixture
def database(tmp_path):
    folder = tmp_path / "database" / "vulns" / "some-library"
    folder.mkdir(parents=True)
    (folder / "PYSEC-2026-1.yaml").write_text(RECORD, encoding="utf-8")
    (folder / "PYSEC-2026-2.yaml").write_text(OTHER, encoding="utf-8")
    return tmp_path / "database"


@pytest.fixture
def locks(tmp_path):
    """Two locks that pin a sound version and a vulnerable one."""
    folder = tmp_path / "locks"
    folder.mkdir()
    (folder / "requirements.lock").write_text(
        'some.library[extra]==1.4 ; python_version < "3.12" \\\n    --hash=sha256:aa\nfine==1.0 \\\n',
        encoding="utf-8",
    )
    (folder / "requirements-dev.lock").write_text("some-library==1.5\nfine==1.0\n", encoding="utf-8")
    return folder


def run(*arguments):
    command = [sys.executable, "-m", "installer.advisories", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_planted_vulnerable_pin_is_found_with_its_advisory_and_remedy(database, locks, tmp_path):
    data = tmp_path / "advisories.json"
    wrote = run("--locks", locks, "--data", data, "--renew", database)
    assert wrote.returncode == 0, wrote.stderr
    done = run("--locks", locks, "--data", data)
    assert done.returncode == 1
    head, *rest = done.stdout.splitlines()
    assert head.startswith("data of 2026-10-02 (")
    assert rest == ["some-library 1.4: PYSEC-2026-1, fixed in 1.4.1: A planted fault of two lines."]


def test_the_launcher_shows_the_finding_under_its_line(database, locks, tmp_path, capsys):
    data = tmp_path / "advisories.json"
    data.write_text(json.dumps(renewed(database, pins(locks))), encoding="utf-8")
    command = ("-m", "installer.advisories", "--locks", str(locks), "--data", str(data))
    assert not tools.check_one(str(ROOT), sys.executable, "advisories", command)
    shown = capsys.readouterr().out
    assert "advisories    FAILED" in shown
    assert "PYSEC-2026-1" in shown


def test_sound_locks_pass_and_the_line_says_the_date_of_the_data(database, locks, tmp_path, capsys):
    (locks / "requirements.lock").write_text(
        "some-library==1.4.1\nfine==1.0\nnewcomer==1\n", encoding="utf-8"
    )
    data = tmp_path / "advisories.json"
    data.write_text(json.dumps(renewed(database, ["some-library", "fine"])), encoding="utf-8")
    command = ("-m", "installer.advisories", "--locks", str(locks), "--data", str(data))
    assert tools.check_one(str(ROOT), sys.executable, "advisories", command)
    shown = capsys.readouterr().out
    assert shown.startswith("advisories    passed")
    assert "data of 2026-10-02" in shown
    assert shown.rstrip().endswith("not in the data: newcomer")


def test_without_data_the_line_says_that_nothing_was_looked_up(locks, tmp_path):
    done = run("--locks", locks, "--data", tmp_path / "none.json")
    assert done.returncode == 0
    assert done.stdout.startswith("no data;")


@pytest.mark.parametrize(
    ("version", "hit", "fixed"),
    [
        ("1.1", False, ""),
        ("1.2", True, "1.4.1"),
        ("1.4.0", True, "1.4.1"),
        ("1.4.1", False, ""),
        ("1.5", False, ""),
        ("2.0rc1", False, ""),
        ("2.3", True, ""),
        ("2.3.1", False, ""),
        ("0.9.post7", True, "1.4.1"),
    ],
)
def test_ranges_and_single_versions_are_read_as_osv_means_them(database, version, hit, fixed):
    (advisory,) = renewed(database, ["some-library"])["packages"]["some-library"]
    assert affected(version, advisory) is hit
    if hit:
        assert fixed_after(version, advisory) == fixed


def test_a_copy_may_be_a_bare_git_directory_or_a_folder_of_osv_files(database, tmp_path):
    expected = renewed(database, ["some-library"])
    git = ["git", "-C", str(database), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *words], check=True)
    bare = tmp_path / "bare"
    subprocess.run(["git", "clone", "-q", "--bare", str(database), str(bare)], check=True)
    assert renewed(bare, ["some-library"]) == expected
    assert renewed(database / "vulns" / "some-library", ["some-library"]) == expected


def test_a_folder_without_advisories_is_refused_and_nothing_is_written(locks, tmp_path):
    (tmp_path / "empty").mkdir()
    done = run("--locks", locks, "--data", tmp_path / "new.json", "--renew", tmp_path / "empty")
    assert done.returncode == 1
    assert "holds no advisories" in done.stderr
    assert not (tmp_path / "new.json").exists()


def test_an_open_range_has_no_end():
    assert spans([{"introduced": "0"}]) == [{"introduced": "0"}]


def test_no_pin_of_the_present_locks_is_known_to_be_vulnerable():
    if not advisories.DATA.exists():
        pytest.skip(advisories.NO_DATA)
    known = json.loads(advisories.DATA.read_text(encoding="utf-8"))
    assert known["licence"] == "CC-BY-4.0"
    assert not findings(pins(advisories.INSTALLER), known["packages"])
