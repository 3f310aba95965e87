"""How much footage may be locked in a day by who may not export."""

from hypothesis import given
from hypothesis import strategies as st

from app.engine.video.lock_quota import DAY_MS, LOCKED_A_DAY_MS, LockQuota

CLIPS = st.lists(st.tuples(st.integers(0, DAY_MS // 2), st.integers(1, LOCKED_A_DAY_MS)), max_size=30)


@given(CLIPS)
def test_in_no_day_more_is_locked_than_the_quota(clips: list[tuple[int, int]]) -> None:
    quota, now, taken = LockQuota(), 0, []
    for step, length in clips:
        now += step
        before = sum(one for at, one in taken if at > now - DAY_MS)
        assert quota.allows("ana", length, now) == (before + length <= LOCKED_A_DAY_MS)
        assert quota.allows("beto", LOCKED_A_DAY_MS, now), "each has their own"
        if quota.allows("ana", length, now):
            quota.take("ana", length, now)
            taken.append((now, length))
