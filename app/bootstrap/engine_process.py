"""The engine's composition root: lock, store, city, consoles and broker, joined and taken apart in order."""

from __future__ import annotations

import argparse
import contextlib
import gc
import itertools
import json
import logging
import os
import secrets
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from app.bootstrap.broker_names import client_id
from app.bootstrap.city_parts import build_city, build_codec
from app.bootstrap.city_restoring import restore_city
from app.bootstrap.commands import Unable
from app.bootstrap.control_assembly import AssemblyPlan, ControlAssembly
from app.bootstrap.control_parts import LateCity, way_out
from app.bootstrap.data_folder import DataFolder, add_data_argument, data_folder
from app.bootstrap.engine_stop import stop_running_engine
from app.bootstrap.front_desk_parts import Desks, FrontDeskPlan, front_desk
from app.bootstrap.guarded import Guarded, guarded
from app.bootstrap.head_signing import HeadSigning
from app.bootstrap.incident_assembly import IncidentAssembly, IncidentPlan
from app.bootstrap.installation_settings import settings_of
from app.bootstrap.logs import log_to
from app.bootstrap.video_assembly import VideoAssembly
from app.domain.audit import Came, Deed, Draft
from app.domain.instant import Instant
from app.engine.access.front_desk import FrontDesk
from app.engine.city import City
from app.engine.consoles import Consoles
from app.engine.core import Engine, EngineParts
from app.engine.inbox import (
    Call,
    ConsoleAsked,
    ConsoleJoined,
    ConsoleLeft,
    Inbox,
    LinkChanged,
    OutboxChanged,
    Stop,
)
from app.engine.run_folder import EngineRunning, RunFolder, claim, close_epoch, open_epoch
from app.engine.server import ConsoleServer
from app.feed.codec import Codec
from app.feed.link import BrokerLink
from app.feed.outbox import Outbox
from app.settings.catalogue import load_catalogue
from app.settings.incidents import load_incidents
from app.settings.secrets.faults import SecretsFault
from app.settings.settings import Settings
from app.store.faults import StoreUnavailable, StoreUnusable
from app.store.journal import Journal
from app.store.records import GIB, Gap, Retention, StoreState
from app.wire.endpoint import Endpoint, publish, withdraw
from app.wire.frames import encode
from app.wire.messages import PROTOCOL, Farewell, TableFile, Welcome

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("--config", type=Path, metavar="FILE", help="the settings file")
    parser.add_argument("--seconds", type=float, metavar="N", help="stop cleanly after N seconds")
    parser.add_argument("--stop", action="store_true", help="end the engine that runs on this data folder")
    parser.add_argument("--simulated", action="store_true", help=argparse.SUPPRESS)


def main(options: argparse.Namespace) -> int:
    data = data_folder(options.data)
    if options.stop:
        return stop_running_engine(data.root)
    log_to(data.logs / "engine.log")
    try:
        inbox = Inbox()
        _stop_on_signals(inbox)
        with running_engine(data, inbox, config=options.config, simulated=options.simulated) as engine:
            if options.seconds is not None:
                _stop_after(inbox, options.seconds)
            engine.run()
    except (EngineRunning, StoreUnusable, SecretsFault, PermissionError) as problem:
        raise Unable(str(problem)) from problem
    return 0


@contextlib.contextmanager
def running_engine(
    data: DataFolder, inbox: Inbox, *, config: Path | None = None, simulated: bool = False
) -> Iterator[Engine]:
    """Everything around the engine's thread, started; `run()` is the caller's to call, on this thread.

    A `Stop` that is put into `inbox` before that ends it at once, in good order.
    Raises EngineRunning or StoreUnusable before anything is changed.
    """
    with contextlib.ExitStack() as stack:
        stack.callback(claim(data.root).release)
        run = open_epoch(data.root)
        stack.callback(close_epoch, run)
        guards = stack.enter_context(guarded(data, lambda: file.now))
        file = settings_of(data, config, guards.secrets)
        settings = file.now
        codec = build_codec(settings, load_catalogue())
        link = _link(settings, data, codec, inbox)
        stack.callback(link.stop)
        journal = _journal(data, settings, guards)
        restored = journal.open()
        stack.callback(journal.close)  # before the link stops: what it writes last is acknowledged too
        late, outbox = LateCity(), _outbox(settings, data, inbox)
        stack.callback(outbox.stop)
        way = way_out(outbox, journal, late, settings=lambda: file.now, now=now)
        city = late.city = build_city(settings, codec, run, journal, restored, way.dispatcher.watched)
        restore_city(city, restored, now())
        stack.callback(_let_go, city)
        file.attach((link, outbox), city)
        server, consoles = _consoles(run, city, inbox, settings, simulated)
        signing = HeadSigning(guards.vault, guards.secrets, lambda: file.heads_places(data))
        stack.callback(_sign_last, signing)
        base = AssemblyPlan(
            way, late, city, file, guards, journal, consoles, restored.control, data.store, now
        )
        kinds = load_incidents(load_catalogue(), city.parts.rules, settings.incidents)
        control = ControlAssembly(base)
        incidents = IncidentAssembly(IncidentPlan(base, kinds, restored.incidents, data.attachments))
        video = VideoAssembly(base, data, config, lambda run: inbox.put(Call(run)), incidents.may_see)
        stack.callback(video.close)
        desks = Desks(control.desk, incidents.desk, video.desk, video.secrets_changed, incidents.follow)
        plan = FrontDeskPlan(guards, file, signing, city, journal, consoles, inbox, desks, now)
        front = stack.enter_context(front_desk(plan))
        core = _joined(plan, front, control, incidents, video, link)
        stack.enter_context(_open_to_consoles(data, run, server, core))
        link.start()
        outbox.start()
        with _on_record(guards, core, data):
            yield core


def _joined(
    plan: FrontDeskPlan,
    front: FrontDesk,
    control: ControlAssembly,
    incidents: IncidentAssembly,
    video: VideoAssembly,
    link: BrokerLink,
) -> Engine:
    """What follows the city at work, and the engine that runs it all."""
    following = incidents.incidents()
    commanding = control.control(
        lambda events: core.judge(events), lambda rejects: core.refuse(rejects), following.commands
    )
    plan.consoles.also = lambda: itertools.chain(
        [commanding.snapshot()], following.pages(), video.made.pages()
    )
    core = Engine(
        EngineParts(
            inbox=plan.inbox,
            city=plan.city,
            journal=plan.journal,
            consoles=plan.consoles,
            front=front,
            control=commanding,
            incidents=following,
            video=video.made,
            acknowledge=link.acknowledge,
            now=plan.now,
        )
    )
    _settle_memory()
    return core


@contextlib.contextmanager
def _open_to_consoles(
    data: DataFolder, run: RunFolder, server: ConsoleServer, core: Engine
) -> Iterator[None]:
    """They find it by the endpoint, and are told at the end why."""
    server.start()
    try:
        publish(data.root, _endpoint(run, server.secret))
        yield
    finally:
        withdraw(data.root, run.epoch)
        server.stop(encode([Farewell(core.farewell)]))


@contextlib.contextmanager
def _on_record(guards: Guarded, core: Engine, data: DataFolder) -> Iterator[None]:
    """That the engine begins and ends."""
    guards.vault.note(_own(Deed.START_ENGINE, ""))
    log.info("The engine runs on %s.", data.root)
    yield
    guards.vault.note(_own(Deed.STOP_ENGINE, core.farewell))
    log.info("The engine ends: %s.", core.farewell)


def _own(deed: Deed, reason: str) -> Draft:
    """An entry of what the engine does by itself."""
    return Draft(now().wall, "", str(deed), str(Came.APPLIED), console=f"engine/{os.getpid()}", reason=reason)


def _journal(data: DataFolder, settings: Settings, guards: Guarded) -> Journal:
    return Journal(
        data.store,
        retention=retention(settings),
        on_fault=_say_store,
        on_gap=lambda gap: guards.vault.note(_gap(gap)),
        act_wait_s=settings.history.act_wait_s,
    )


def _gap(gap: Gap) -> Draft:
    """What history could not record goes on record where it can."""
    told = {"readings": gap.readings, "changes": gap.changes, "since": gap.since, "until": gap.until}
    return Draft(
        at=gap.until,
        operator="",
        act=str(Deed.HISTORY_GAP),
        outcome=str(Came.FAILED),
        reason=gap.reason,
        details=json.dumps(told),
    )


def _sign_last(signing: HeadSigning) -> None:
    """At an orderly end all that is on record is under a signature, where the key can be had."""
    try:
        signing.sign_now(now().wall)
    except StoreUnavailable as problem:
        log.warning("The head of the audit trail could not be signed: %s", problem)


def _link(settings: Settings, data: DataFolder, codec: Codec, inbox: Inbox) -> BrokerLink:
    return BrokerLink(
        settings.broker,
        filters=codec.filters(),
        client_id=client_id(settings, data),
        on_batch=inbox.put_arrivals,
        on_state=lambda state: inbox.put(LinkChanged(state)),
    )


def _outbox(settings: Settings, data: DataFolder, inbox: Inbox) -> Outbox:
    return Outbox(
        settings.broker,
        root=settings.site.root,
        site=settings.site.id,
        client_id=client_id(settings, data),
        on_link=lambda up, _version5: inbox.put(OutboxChanged(up)),
    )


def _say_store(state: StoreState) -> None:
    level = logging.INFO if state.phase == "ok" else logging.WARNING
    log.log(level, "The database is %s%s.", state.phase, f": {state.reason}" if state.reason else "")


def now() -> Instant:
    return Instant(time.monotonic(), int(time.time() * 1000))


def _consoles(
    run: RunFolder, city: City, inbox: Inbox, settings: Settings, simulated: bool
) -> tuple[ConsoleServer, Consoles]:
    server = ConsoleServer(
        run.address,
        secrets.token_bytes(32),
        joined=lambda link, _hello: inbox.put(ConsoleJoined(link)),
        asked=lambda link, ask: inbox.put(ConsoleAsked(link, ask)),
        left=lambda link: inbox.put(ConsoleLeft(link)),
    )
    started = now().wall

    def welcome(tables: tuple[TableFile, ...]) -> Welcome:
        return Welcome(
            protocol=PROTOCOL,
            epoch=run.epoch,
            pid=os.getpid(),
            site=settings.site.id,
            site_name=settings.site.name or settings.site.id,
            started=started,
            tables=tables,
            kinds=tuple(city.parts.catalogue.kinds),
            quantities=tuple(city.parts.catalogue.quantities),
            rules=city.parts.rules.texts(),
            simulated=simulated,
        )

    return server, Consoles(server, city, welcome)


def _endpoint(run: RunFolder, secret: bytes) -> Endpoint:
    return Endpoint(os.getpid(), run.epoch, PROTOCOL, run.address, secret, str(run.columns), now().wall)


def retention(settings: Settings) -> Retention:
    """How long the store keeps what, after the settings."""
    history = settings.history
    return Retention(
        raw_days=int(history.raw_days),
        minute_days=int(history.minute_days),
        quarter_days=int(history.quarter_days),
        disk_budget_bytes=int(history.disk_budget_gb * GIB),
    )


def _let_go(city: City) -> None:
    city.parts.devices.table.close()
    city.parts.points.table.close()


def _settle_memory() -> None:
    """What was restored stays: keep the collector from walking it again and again."""
    gc.collect()
    gc.freeze()


def _stop_on_signals(inbox: Inbox) -> None:
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _frame: inbox.put(Stop(f"signal {signal.Signals(number).name}")))


def _stop_after(inbox: Inbox, seconds: float) -> None:
    timer = threading.Timer(seconds, inbox.put, args=(Stop("the time asked for is over"),))
    timer.daemon = True
    timer.start()
