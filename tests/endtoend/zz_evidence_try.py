import asyncio, time, json
from pathlib import Path
import pytest
from tests.endtoend.conftest import *
from tests.endtoend.test_video import camera, city, CAMERAS
from tests.support.desk import Desk
from tests.support.people import PASSWORD, make_people
from tests.support.waiting import wait_until
from app.bridge.evidence import Evidence, EvidenceWanted
from app.bootstrap.processes import own_command
from app.domain.video.evidence import EvidenceCamera
from app.bootstrap.commands import main
pytestmark=[pytest.mark.expects_leftovers("x"), pytest.mark.expects_errors]

@pytest.mark.timeout(300)
def test_it(city, tmp_path):
    make_people(city.data)
    city.start_engine()
    with Desk(city.data, "sala-1") as desk:
        assert desk.sign_in("r.quispe", PASSWORD).refusal is None
        recs = city.data/"recordings"
        wait_until(lambda: list(recs.rglob("*.mkv")), 60, "recording")
        since=int(time.time()*1000)
        time.sleep(8)
        until=int(time.time()*1000)
        async def ask(body, **_): 
            a = desk.ask(body); print(type(body).__name__, a); return a
        ev=Evidence(ask, own_command("evidence"), ["--data",str(city.data),"--config",str(city.settings)])
        out=tmp_path/"stick"; out.mkdir()
        try:
            for faces in (True, False):
                w=EvidenceWanted((EvidenceCamera("CAM-1"),), since, until, "oficio 1", out, str(recs), "r.quispe (R. Quispe)", faces=faces)
                d=asyncio.run(ev.export(w, lambda s: None)); print(d)
                assert main(["verify", d.done.file])==0
                from video.evidence.checking import check
                ab=check(Path(d.done.file)).about
                print(json.dumps({k:ab[k] for k in ("clips","gaps","sources")}, indent=1))
        finally: ev.close()
    print(main(["audit","verify","--data",str(city.data)]))
