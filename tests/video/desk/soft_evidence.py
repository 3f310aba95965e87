"""An engine that lets evidence be made, and processes that make some, none, or never end."""

from app.domain.acts import Outcome, Verdict
from app.wire.messages import Done
from app.wire.video import KeepClip
from app.wire.video_evidence import BeginExport, ExportBegun, ManifestSigned, SignManifest

APPLIED = Verdict(Outcome.APPLIED, 1)
GOOD = """
import sys, pathlib, json
order = sys.stdin.readline()
folder = json.loads(order)["folder"]
pathlib.Path(folder, "order.json").write_text(order)
print("progress", json.dumps({"share": 0.5}), flush=True)
print("manifest", json.dumps({"sha256": "ab" * 32, "name": "a.evidence.zip", "size": 9}), flush=True)
pathlib.Path(folder, "signature.json").write_text(sys.stdin.readline())
print("done", json.dumps({"file": folder + "/a.evidence.zip", "size": 88_000_000, "sha256": "ab" * 32,
    "verified": 1773446460000, "gaps": 0}), flush=True)
"""
ENDLESS = """
import sys, time
sys.stdin.readline()
print('progress {"share": 0.25}', flush=True)
time.sleep(600)
"""
EMPTY = """
import sys
sys.stdin.readline()
print('refused {"fault": "no_footage", "detail": "x"}', flush=True)
sys.exit(1)
"""


class Engine:
    """Answers as the engine does, and keeps what it was asked."""

    def __init__(self):
        self.asked, self.was_locked = [], []
        self.locked = lambda: False
        self.answers = {
            BeginExport: ExportBegun(APPLIED, "EXP-0007"),
            KeepClip: Done(APPLIED),
            SignManifest: ManifestSigned(APPLIED, "c2ln", "a2V5"),
        }

    async def __call__(self, body):
        self.asked.append(body)
        self.was_locked.append(self.locked())
        return self.answers[type(body)]
