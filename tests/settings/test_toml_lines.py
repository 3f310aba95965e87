"""Where each key stands, whatever way TOML is written."""

import string

from hypothesis import given
from hypothesis import strategies as st

from app.settings.toml_lines import parse_toml

TEXT = '''# a comment = 1
title = "x # y = 3"
[a.b]            # [not.this]
"quoted key" = 1
c.d = { e = 2, f = [1, 2] }

many = [
  "x = 1",       # [no]
  { y = 2 },
]
long = """
z = 3
[w]
"""
literal = \'\'\'
\\""" = 4\'\'\'
after = 5
[[list]]
n = 1
[list.inner]
m = 1
[[list]]
n = 2
[list.inner]
m = 2
[[list.deep]]
k = 1
[[list.deep]]
k = 2
'''


def test_every_way_of_writing() -> None:
    text = parse_toml(TEXT, "f.toml")
    wanted = {
        ("title",): 2,
        ("a", "b"): 3,
        ("a", "b", "quoted key"): 4,
        ("a", "b", "c", "d"): 5,
        ("a", "b", "many"): 7,
        ("a", "b", "long"): 11,
        ("a", "b", "literal"): 15,
        ("a", "b", "after"): 17,
        ("list", 0): 18,
        ("list", 0, "n"): 19,
        ("list", 0, "inner", "m"): 21,
        ("list", 1): 22,
        ("list", 1, "n"): 23,
        ("list", 1, "inner"): 24,
        ("list", 1, "inner", "m"): 25,
        ("list", 1, "deep", 0, "k"): 27,
        ("list", 1, "deep", 1, "k"): 29,
    }
    assert {key: text.line(key) for key in wanted} == wanted
    assert not [key for key in text.lines if {"x", "y", "z", "w", "comment"} & set(key)]


def test_a_key_without_a_line_has_that_of_its_table() -> None:
    text = parse_toml(TEXT, "f.toml")
    assert text.line(("a", "b", "c", "d", "e", "f")) == 5
    assert text.line(("a", "b", "absent")) == 3
    assert text.line(("nothing",)) == 0


names = st.text(string.ascii_lowercase, min_size=1, max_size=5)
plain = st.sampled_from(
    ["1", "true", '"a"', "[\n1,\n2\n]", '"""\nx = 1\n[y]\n"""', "{ z = 1 }", "'#'", "[] # [x"]
)


@given(st.dictionaries(names, st.dictionaries(names, plain, max_size=5), max_size=5))
def test_every_key_is_found_on_its_line(tables: dict[str, dict[str, str]]) -> None:
    lines: list[str] = []
    wanted: dict[tuple[str | int, ...], int] = {}
    for table, keys in tables.items():
        lines.append(f"[{table}]")
        wanted[table,] = len(lines)
        for key, value in keys.items():
            wanted[table, key] = len(lines) + 1
            lines.extend(f"{key} = {value}".split("\n"))
    assert parse_toml("\n".join(lines), "f").lines == wanted
