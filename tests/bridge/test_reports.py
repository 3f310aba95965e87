"""Reports that a process of its own makes: told how far it is, put on record, ended, and nothing left."""

import asyncio
import hashlib
import sys
from pathlib import Path

import psutil
import pytest

from app.bridge.reports import ReportFailed, ReportRequest, Reports

GOOD = """
import sys, pathlib
print("progress 0.25", flush=True)
print("qt.something: a warning", file=sys.stderr, flush=True)
print("progress 1.00", flush=True)
pathlib.Path(sys.argv[sys.argv.index("--out") + 1]).write_text(" ".join(sys.argv[1:-2]))
"""
ENDLESS = """
import sys, time
print("progress 0.10", flush=True)
time.sleep(600)
"""
FAILING = """
import sys
print("There is no incident INC-9999.", file=sys.stderr)
sys.exit(1)
"""


def endless_ones() -> list[int]:
    """Those that still run; what another test has not waited for yet is a zombie, which says nothing."""
    running = [each for each in psutil.Process().children() if each.status() != psutil.STATUS_ZOMBIE]
    return [each.pid for each in running if ENDLESS in each.cmdline()]


@pytest.fixture(name="reports_of")
def _reports_of():
    made = []

    def start(script):
        made.append(Reports([sys.executable, "-c", script], ["--data", "D"]))
        return made[-1]

    yield start
    for reports in made:
        reports.close()


async def nothing(_made):
    return None


def request(folder: Path) -> ReportRequest:
    return ReportRequest(("quarter", "2026-1"), folder / "report.pdf", "es", "R. Quispe")


def test_a_report_is_made_put_on_record_and_only_then_in_its_place(reports_of, tmp_path):
    reports, told, recorded = reports_of(GOOD), [], []

    async def record(made):
        recorded.append((made, (tmp_path / "report.pdf").exists()))

    async def make():
        return await reports.run(request(tmp_path), told.append, record)

    path = asyncio.run(make())
    reports.close()
    data = path.read_bytes()
    assert data.decode() == "quarter 2026-1 --data D --language es --by R. Quispe"
    ((made, was_there),) = recorded
    assert (made.sha256, made.size, was_there) == (hashlib.sha256(data).hexdigest(), len(data), False)
    assert told == [0.25, 1.0]
    assert list(tmp_path.iterdir()) == [path]


def test_what_the_record_refuses_never_comes_to_its_place(reports_of, tmp_path):
    reports = reports_of(GOOD)
    former = tmp_path / "report.pdf"
    former.write_text("kept")

    async def refuse(_made):
        raise PermissionError("refused")

    async def make():
        with pytest.raises(PermissionError):
            await reports.run(request(tmp_path), lambda _: None, refuse)

    asyncio.run(make())
    reports.close()
    assert former.read_text() == "kept"
    assert list(tmp_path.iterdir()) == [former]


def test_the_sentence_of_a_failure_is_passed_on(reports_of, tmp_path):
    reports = reports_of(FAILING)

    async def make():
        with pytest.raises(ReportFailed, match=r"^There is no incident INC-9999\.$"):
            await reports.run(request(tmp_path), lambda _: None, nothing)

    asyncio.run(make())
    reports.close()
    assert not list(tmp_path.iterdir())


def test_a_report_that_is_cancelled_leaves_no_process_and_no_file(reports_of, tmp_path):
    reports = reports_of(ENDLESS)

    async def begin_and_cancel():
        begun = asyncio.Event()
        task = asyncio.ensure_future(reports.run(request(tmp_path), lambda _: begun.set(), nothing))
        await begun.wait()
        assert reports.running
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not reports.running

    asyncio.run(begin_and_cancel())
    reports.close()
    assert not endless_ones()
    assert not list(tmp_path.iterdir())


def test_closing_ends_what_is_under_way(reports_of, tmp_path):
    reports = reports_of(ENDLESS)

    async def begin_and_close():
        begun = asyncio.Event()
        task = asyncio.ensure_future(reports.run(request(tmp_path), lambda _: begun.set(), nothing))
        await begun.wait()
        reports.close()
        with pytest.raises(ReportFailed):
            await task

    asyncio.run(begin_and_close())
    assert not endless_ones()
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told(reports_of, tmp_path):
    reports = reports_of(GOOD)

    async def make():
        with pytest.raises(FileNotFoundError):
            await reports.run(request(tmp_path / "missing"), lambda _: None, nothing)

    asyncio.run(make())
