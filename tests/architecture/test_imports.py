"""Who may import which library, and what the sizes and initialisers of the house style are.

The layers between our own packages are import-linter's contracts in pyproject.toml; this file refuses every
third-party library that a folder was not given.
"""

import ast
import functools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "widgets", "maps", "video")

LONGEST_FILE = 350
LONGEST_FUNCTION = 50

# Folder or file to the libraries it may import; the longest prefix decides, no row means none.
ALLOWED: dict[str, set[str]] = {
    "app": set(),
    "app/domain": set(),
    "app/settings": {"pydantic", "pydantic_core", "tomlkit"},
    "app/settings/secrets": {"argon2", "cryptography", "keyring"},
    "app/wire": {"msgspec", "numpy"},
    "app/feed": {"msgspec", "paho"},
    "app/store": {"alembic", "msgspec", "sqlalchemy"},
    "app/store/vault": {"argon2", "cryptography", "pyotp", "sqlalchemy", "zxcvbn"},
    "app/control": set(),
    "app/control/sun.py": {"astral"},
    "app/control/areas.py": {"shapely"},
    "app/engine": {"filelock", "msgspec", "numpy", "psutil"},
    "app/demo/cameras": {"cv2", "msgspec", "numpy"},
    "app/demo": {"amqtt", "msgspec", "numpy", "paho", "shapely"},
    "app/bridge": {"PySide6", "msgspec", "numpy", "qasync"},
    "app/bootstrap": {"PySide6", "filelock", "msgspec", "numpy", "paho", "platformdirs", "psutil", "qasync"},
    # Fills its database through the store's own connection, faster than devices would.
    "app/bootstrap/bench_history.py": {"msgspec", "numpy", "sqlalchemy"},
    "widgets": {"PySide6", "PySide6QtAds", "numpy", "pyqtgraph", "segno", "shiboken6"},
    "widgets/reports/workbook.py": {"PySide6", "xlsxwriter"},
    "maps": {"PySide6", "cv2", "folium", "msgspec", "numpy", "shapely", "shiboken6"},
    "video": {"msgspec", "numpy"},
    "video/analytics": {"cv2", "numpy"},
    "video/desk": {"PySide6", "numpy"},
    "video/evidence": {"cryptography", "cv2", "msgspec", "numpy"},
    # Decoding and muxing, nowhere else.
    "video/media": {"av", "cv2", "numpy"},
    "video/onvif": {"onvif", "zeep"},
    "video/streams": {"cv2", "msgspec", "numpy"},
    "video/supervisor": {"filelock", "msgspec", "numpy", "psutil"},
    "video/tuning": {"PySide6", "msgspec"},
    "video/wall": {"PySide6", "numpy"},
    "video/worker": {"cv2", "msgspec", "numpy", "psutil"},
}


def sources() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@functools.cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported_roots(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: relative import"
            yield node.lineno, (node.module or "").partition(".")[0]


def allowed_for(name: str) -> set[str]:
    rows = [row for row in ALLOWED if name == row or name.startswith(f"{row}/")]
    return ALLOWED[max(rows, key=len)] if rows else set()


def test_each_folder_imports_only_the_libraries_it_was_given():
    known = set(sys.stdlib_module_names) | set(PACKAGES)
    refused = [
        f"{name_of(path)}:{line} imports {root}"
        for path in sources()
        for line, root in imported_roots(tree_of(path))
        if root not in known and root not in allowed_for(name_of(path))
    ]
    assert not refused, "\n".join(refused)


@pytest.mark.parametrize(
    ("name", "library"),
    [("app/domain/center.py", "numpy"), ("app/new/part.py", "msgspec"), ("widgets/list.py", "sqlalchemy")],
)
def test_what_is_not_given_is_refused(name, library):
    assert library not in allowed_for(name)


def test_views_know_of_the_program_only_the_bridge_and_what_lies_under_both_processes():
    open_to_views = {"app.bridge", "app.domain", "app.settings", "app.wire"}
    refused = [
        f"{name_of(path)}:{node.lineno} imports {node.module}"
        for package in ("widgets", "maps")
        for path in sorted((ROOT / package).rglob("*.py"))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("app.")
        and ".".join((node.module or "").split(".")[:2]) not in open_to_views
    ]
    assert not refused, "\n".join(refused)


def test_the_domain_knows_no_clock_no_threads_no_files():
    kept_out = {
        "asyncio",
        "multiprocessing",
        "os",
        "pathlib",
        "socket",
        "sqlite3",
        "subprocess",
        "threading",
        "time",
    }
    found = [
        f"{name_of(path)}:{line} imports {root}"
        for path in sorted((ROOT / "app" / "domain").rglob("*.py"))
        for line, root in imported_roots(tree_of(path))
        if root in kept_out
    ]
    assert not found, "\n".join(found)


def test_initialisers_are_empty():
    full = [name_of(path) for path in sources() if path.name == "__init__.py" and path.stat().st_size]
    assert not full, "\n".join(full)


def test_every_folder_with_sources_is_a_package():
    bare = {name_of(path.parent) for path in sources() if not (path.parent / "__init__.py").exists()}
    # Alembic loads its revisions by file.
    assert not {folder for folder in bare if "migrations" not in folder}


def test_no_file_is_longer_than_the_house_allows():
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    long = [f"{name}: {lines} lines" for name, lines in lengths.items() if lines > LONGEST_FILE]
    assert not long, "\n".join(long)


def test_no_function_is_longer_than_the_house_allows():
    functions = (
        (path, node)
        for path in sources()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}: {lines} lines"
        for path, node in functions
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_no_module_is_named_for_nothing():
    vague = {"util", "utils", "common", "helper", "helpers", "manager", "managers", "misc"}
    found = [name_of(path) for path in sources() if path.stem in vague or path.parent.name in vague]
    assert not found, "\n".join(found)
