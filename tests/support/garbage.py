"""Collects reference cycles between tests, on the main thread alone; see `app.bootstrap.garbage`.

A collection that happened to run in a worker thread would delete views there, and Qt crashes at some later
moment, in whatever test comes then.
"""

import gc
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, None, None]:
    try:
        return (yield)
    finally:
        collect()


def collect() -> None:
    """Each generation that has grown past its threshold, the oldest one at most."""
    due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if any(due):
        gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))


def pytest_configure() -> None:
    gc.disable()
