"""What the tests of the outbox share: commands by the hundred, and time that has to pass."""

import time
from collections.abc import Callable

from tests.feed.obeying import Office, command

Open = Callable[..., Office]


def commands(count: int, first: int = 0, **more: object) -> list:
    return [command(number, **more) for number in range(first, first + count)]


def let_time_pass(seconds: float) -> None:
    """What is tested depends on time: a broker counts as fresh, or a command as timely, only so long."""
    time.sleep(seconds)
