from collections import Counter, defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from maps.clusters import STALE, STALE_SHARE, group, members

SIDE = 0.01
devices = st.lists(
    st.tuples(
        st.floats(0.2, 0.26),
        st.floats(0.4, 0.46),
        st.integers(0, 4),
        st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5]),
    ),
    max_size=120,
)


def arrays(found):
    x, y, kinds, rings = ([item[n] for item in found] for n in range(4))
    return np.array(x, float), np.array(y, float), np.array(kinds, np.uint8), np.array(rings, np.uint8)


@given(devices, st.integers(0, 5))
def test_groups_are_what_counting_one_by_one_gives(found, most_single):
    x, y, kinds, rings = arrays(found)
    clusters, single = group(x, y, kinds, rings, side=SIDE, most_single=most_single)
    cells = defaultdict(list)
    for number, (px, py, _, _) in enumerate(found):
        cells[int(px / SIDE), int(py / SIDE)].append(number)
    expected = {cell: rows for cell, rows in cells.items() if len(rows) > most_single}
    assert {tuple(cell) for cell in clusters.cells.tolist()} == set(expected)
    for cell, count, ring, kind in zip(
        clusters.cells.tolist(), clusters.counts, clusters.rings, clusters.kinds, strict=True
    ):
        rows = expected[tuple(cell)]
        assert count == len(rows)
        assert ring == worst(rings[rows])
        common = Counter(kinds[rows].tolist())
        assert common[int(kind)] == max(common.values())
    grouped = {row for rows in expected.values() for row in rows}
    assert set(np.flatnonzero(~single).tolist()) == grouped


def worst(rings):
    priorities = [ring for ring in rings.tolist() if 1 <= ring <= 4]
    if priorities:
        return max(priorities)
    return STALE if (rings == STALE).sum() >= len(rings) * STALE_SHARE else 0


@given(devices)
def test_nobody_is_counted_twice_or_lost(found):
    x, y, kinds, rings = arrays(found)
    clusters, single = group(x, y, kinds, rings, side=SIDE, most_single=2)
    assert int(clusters.counts.sum()) + int(single.sum()) == len(found)


def test_the_middle_of_a_group_is_the_mean_of_its_members():
    x, y = np.array([0.201, 0.203, 0.205]), np.array([0.401, 0.402, 0.406])
    clusters, _ = group(x, y, np.zeros(3, np.uint8), np.zeros(3, np.uint8), side=SIDE, most_single=1)
    assert clusters.x.tolist() == [x.mean()]
    assert clusters.y.tolist() == [y.mean()]
    assert members(x, y, clusters.cells[0], SIDE).tolist() == [0, 1, 2]
