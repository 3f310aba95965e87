"""The checks of the source refuse what would run a stranger's data."""

import ast
import functools
import subprocess
import sys
from pathlib import Path

import pytest

from installer.tools import CHECKS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("import pickle\npickle.loads(b'')", "B301"),
        ("eval(input())", "B307"),
        ("import yaml\nyaml.load('', yaml.Loader)", "B506"),
        ("import subprocess\nsubprocess.run('ls', shell=True)", "B602"),
        ("import ssl\nssl._create_unverified_context()", "B323"),
        ("import hashlib\nhashlib.md5(b'')", "B324"),
    ],
)
def test_bandit_with_our_reasons_still_finds_what_is_dangerous(line, rule, tmp_path):
    (tmp_path / "planted.py").write_text(f"{line}\n", encoding="utf-8")
    words = list(dict(CHECKS)["bandit"])
    command = [sys.executable, *words[: words.index("-r") + 1], str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert f"[{rule}:" in done.stdout


@functools.cache
def trees():
    return tuple(parsed())


def parsed():
    for folder in ("app", "widgets", "maps", "video"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_no_part_of_the_program_knows_a_format_that_runs_code():
    kept_out = {"pickle", "marshal", "shelve", "dill", "joblib", "xmlrpc"}
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and kept_out & {alias.name.split(".")[0] for alias in node.names})
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in kept_out)
    ]
    assert not found, "\n".join(found)


def test_the_pickling_half_of_multiprocessing_connections_is_never_used():
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "recv"
        and not node.args
    ]
    assert not found, "\n".join(found)
