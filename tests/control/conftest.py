"""The room from which the tests of control give their orders."""

import pytest

from tests.control.control_room import ControlRoom


@pytest.fixture
def room() -> ControlRoom:
    return ControlRoom()
