"""A runner of groups with a dispatcher that issues as it is told, a store that can refuse, and a clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from app.control.groups import TOLD_S, GroupParts, GroupRunner
from app.domain.changes import Change
from app.domain.command_groups import CommandGroup, GroupChanged, Skipped
from app.domain.commands import Command, CommandChanged, CommandState, EndReason, Wanted
from app.domain.instant import Instant
from app.domain.orders import Action, Order, Scope, Target
from tests.control.street import lamp

WALL = 1_790_000_000_000
CENTRO = Target(Scope.ZONE, zone="Centro")
ORDER = Order(Action.SET_LEVEL, 60.0, 30.0)


@dataclass(frozen=True)
class Asked:
    target: Target = CENTRO
    order: Order = ORDER
    operator: str = "ana"
    reason: str = "why"
    approver: str = ""
    incident: str = "INC-1"


@dataclass
class Store:
    """A journal that can refuse."""

    works: bool = True
    kept: list[CommandGroup] = field(default_factory=list)

    def commit(self, changes: Sequence[Change]) -> bool:
        if self.works:
            self.append(changes)
        return self.works

    def append(self, changes: Sequence[Change]) -> None:
        self.kept += [change.group for change in changes if isinstance(change, GroupChanged)]


class Dispatcher:
    """Issues as it is told, and lets the test say what becomes of each command."""

    def __init__(self) -> None:
        self.commands: dict[str, Command] = {}
        self.waves: list[tuple[float, int]] = []
        self.works = True
        self.begin: Callable[[Wanted], tuple[CommandState, EndReason]] = lambda _: (
            CommandState.SENT,
            EndReason.NONE,
        )
        self.news: list[CommandChanged] = []
        self.on_issue: Callable[[int], None] = lambda _count: None

    def issue(self, wanted: Sequence[Wanted], now: Instant) -> list[Command] | None:
        if not self.works:
            return None
        self.waves.append((now.monotonic, len(wanted)))
        self.on_issue(len(wanted))
        issued = []
        for want in wanted:
            state, end = self.begin(want)
            sent = state is CommandState.SENT
            issued.append(
                Command(
                    f"c{len(self.commands)}",
                    want.device,
                    want.kind,
                    want.order,
                    want.operator,
                    want.reason,
                    now.wall,
                    now.wall + 30_000,
                    state,
                    end,
                    group=want.group,
                    incident=want.incident,
                    tries=int(sent),
                    sent_at=now.wall if sent else 0,
                )
            )
            self._put(issued[-1])
        return issued

    def move(self, id_: str, state: CommandState, end: EndReason = EndReason.NONE, *, tries: int = 0) -> None:
        command = self.commands[id_]
        self._put(replace(command, state=state, end=end, tries=command.tries + tries))

    def cancel(self, command: str, end: EndReason, _now: Instant) -> bool:
        if self.commands[command].state is not CommandState.DRAFTED:
            return False
        self.move(command, CommandState.CANCELLED, end)
        return True

    def take_news(self) -> list[CommandChanged]:
        news, self.news = self.news, []
        return news

    def _put(self, command: Command) -> None:
        self.commands[command.id] = command
        self.news.append(CommandChanged(command, WALL))


class Scene:
    """A runner with its dispatcher, a store, a clock that the test moves, and everything it told."""

    def __init__(self, per_s: float = 2000.0) -> None:
        self.at = 100.0
        self.per_s = per_s
        self.store, self.dispatcher = Store(), Dispatcher()
        self.refused: dict[str, str] = {}
        self.gone: set[str] = set()
        self.told: list[tuple[float, CommandGroup]] = []
        self.runner = self.fresh_runner()

    def fresh_runner(self) -> GroupRunner:
        return GroupRunner(
            GroupParts(
                dispatcher=self.dispatcher,
                store=self.store,
                new_id=lambda _now: f"g{len(self.store.kept)}",
                per_s=lambda: self.per_s,
                device=lambda id_: None if id_ in self.gone else lamp(id_),
                check=lambda device, _order, _now: self.refused.get(device.id, ""),
                monotonic=lambda: self.at,
            )
        )

    @property
    def now(self) -> Instant:
        return Instant(self.at, WALL + int(self.at * 1000))

    def start(self, count: int, skips: Sequence[Skipped] = (), **more: object) -> CommandGroup:
        devices = [lamp(f"L{number}") for number in range(count)]
        group = self.runner.start(Asked(**more), devices, skips, self.now)  # type: ignore[arg-type]
        assert group is not None
        self.listen()
        return group

    def go_on(self, seconds: float = 0.05) -> None:
        self.at += seconds
        self.runner.follow(self.dispatcher.take_news(), self.now)
        self.runner.tick(self.now)
        self.listen()

    def restart(self) -> None:
        """What was told reached the store; the commands did before. What waited is over."""
        groups = {group.id: group for group in self.store.kept}
        commands = list(self.dispatcher.commands.values())
        self.runner = self.fresh_runner()
        self.runner.restore(
            groups.values(), lambda group: [c for c in commands if c.group == group], self.now
        )
        for command in commands:
            if not command.ended and not command.tries:
                self.dispatcher.move(command.id, CommandState.CANCELLED, EndReason.NOT_SENT)

    def listen(self) -> None:
        self.told += [(self.at, change.group) for change in self.runner.take_news()]

    def newest(self, group: str) -> CommandGroup:
        """As it was told last, once all has been told."""
        self.go_on(TOLD_S)
        self.go_on(TOLD_S)
        return next(told for _, told in reversed(self.told) if told.id == group)


def counts(group: CommandGroup) -> tuple[int, int, int, int, int]:
    return group.total, group.sent, group.confirmed, group.failed, group.skipped


def reasons(group: CommandGroup) -> dict[str, int]:
    return {skip.reason: skip.count for skip in group.skips}
