"""The columns: what a reader sees while a writer in another process never stops."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.wire.columns import BLOCK_ROWS, DEVICES, POINTS, TableReader, TableWriter
from tests.support.waiting import wait_until

HAMMER = """
import sys
from pathlib import Path
import numpy as np
from app.wire.columns import POINTS, TableWriter
table = TableWriter(POINTS, Path(sys.argv[1]), epoch=1, capacity=3072)
for _ in range(3000):
    table.add_row()
turn = 0
while True:
    turn += 1
    table.staging["value"][:] = turn
    table.staging["ts"][:] = turn
    table.staging["received"][:] = turn
    table.touch_all()
    table.flush(turn)
    if turn == 1:
        print("ready", flush=True)
"""


def test_a_row_is_read_back_with_all_its_columns(tmp_path: Path) -> None:
    writer = TableWriter(POINTS, tmp_path, epoch=7)
    row = writer.add_row()
    writer.staging["value"][row], writer.staging["ts"][row] = 3.8, 1_700_000_000_000
    writer.touch(row)
    writer.flush(12.5)
    reader = TableReader(POINTS, writer.path)
    assert reader.refresh()
    assert (reader.rows, reader.epoch, reader.heartbeat) == (1, 7, 12.5)
    assert reader.copy()["value"].tolist() == [3.8]
    assert not reader.refresh()
    reader.close()
    writer.close()


def test_only_changed_blocks_are_copied_again(tmp_path: Path) -> None:
    writer = TableWriter(POINTS, tmp_path, epoch=1, capacity=4 * BLOCK_ROWS)
    for _ in range(3 * BLOCK_ROWS):
        writer.add_row()
    writer.flush(0.0)
    reader = TableReader(POINTS, writer.path)
    reader.refresh()
    writer.staging["value"][[5, 2 * BLOCK_ROWS]] = 1.0
    writer.touch(np.array([5]))
    writer.flush(0.0)
    reader.refresh()
    values = reader.copy()["value"]
    assert values[5] == 1.0
    assert values[2 * BLOCK_ROWS] == 0.0, "its block was not marked, so it is not shown yet"
    reader.close()
    writer.close()


def test_growth_makes_a_new_file_with_the_old_rows(tmp_path: Path) -> None:
    writer = TableWriter(DEVICES, tmp_path, epoch=1, capacity=BLOCK_ROWS)
    first = writer.path
    for number in range(BLOCK_ROWS + 1):
        row = writer.add_row()
        writer.staging["serial"][row] = number + 1
    writer.flush(0.0)
    assert writer.path != first
    reader = TableReader(DEVICES, writer.path)
    reader.refresh()
    assert reader.copy()["serial"].tolist() == list(range(1, BLOCK_ROWS + 2))
    reader.close()
    writer.close()


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "points-1.col"
    path.write_bytes(b"\0" * 8192)
    with pytest.raises(ValueError, match="not a table of this version"):
        TableReader(POINTS, path)


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX's")
def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    writer = TableWriter(POINTS, tmp_path, epoch=1)
    assert stat.S_IMODE(writer.path.stat().st_mode) == 0o600
    writer.close()


@pytest.mark.expects_leftovers("the hammering process is ended by the test itself")
def test_no_torn_block_is_ever_shown(tmp_path: Path) -> None:
    hammer = subprocess.Popen([sys.executable, "-c", HAMMER, str(tmp_path)], stdout=subprocess.PIPE)
    assert hammer.stdout is not None
    try:
        assert hammer.stdout.readline() == b"ready\n"
        reader = TableReader(POINTS, next(tmp_path.glob("points-*.col")))
        seen: set[float] = set()

        def look() -> bool:
            reader.refresh()
            rows = reader.copy()
            for start in range(0, 3000, BLOCK_ROWS):
                block = slice(start, min(start + BLOCK_ROWS, 3000))
                values = set(rows["value"][block]) | set(rows["ts"][block]) | set(rows["received"][block])
                assert len(values) == 1, "one block holds values of two moments"
            seen.add(float(rows["value"][0]))
            return len(seen) > 30

        wait_until(look, what="thirty different moments")
        reader.close()
    finally:
        hammer.send_signal(signal.SIGKILL)
        hammer.wait()
        hammer.stdout.close()
