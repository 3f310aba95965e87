"""The detector slot: heads, the file beside the model, its time, and files that are no models."""

import json

import numpy as np
import pytest

from app.domain.video.stages import Stage, StageKind, TrackClass
from tests.video.analytics.drawn import CAR, Drawn, pipeline_of, run
from tests.video.analytics.onnx_models import model
from tests.video.analytics.test_stages import crossing
from video.analytics.detecting import Detecting
from video.analytics.detector import Detector
from video.analytics.detector_notes import DetectorFault, Fault, Head

LABELS = ["person", "bicycle", "car"]
WHITE = np.full((64, 64, 3), 255, np.uint8)
CAR_BOX, PERSON_BOX = (0.25, 0.5, 0.5, 0.75), (0.625, 0.25, 0.75, 0.75)


def middles(box):
    left, top, right, bottom = (64 * side for side in box)
    return [(left + right) / 2, (top + bottom) / 2, right - left, bottom - top]


def yolo_v5():
    rows = [
        [*middles(CAR_BOX), 0.9, 0, 0, 1],
        [*middles(CAR_BOX), 0.8, 0, 0, 1],
        [*middles(PERSON_BOX), 0.7, 1, 0, 0],
    ]
    return [np.array([[*rows, [*middles(PERSON_BOX), 0.2, 0, 1, 0]]])]


def yolo_v8():
    rows = [[*middles(CAR_BOX), 0, 0, 0.9], [*middles(CAR_BOX), 0, 0, 0.8], [*middles(PERSON_BOX), 0.7, 0, 0]]
    return [np.array(rows).T[None]]


def ssd_rows():
    rows = [[0, 3, 0.9, *CAR_BOX], [0, 3, 0.8, *CAR_BOX], [0, 1, 0.7, *PERSON_BOX], [0, 0, 0.99, 0, 0, 1, 1]]
    return [np.array([[rows]])]


def ssd_boxes():
    scores = [[0, 0, 0, 0.9], [0, 0, 0, 0.8], [0, 0.7, 0, 0], [0.99, 0, 0, 0]]
    return [np.array([[CAR_BOX, CAR_BOX, PERSON_BOX, (0, 0, 1, 1)]]), np.array([scores])]


def put(folder, outputs, head, name="tiny", **notes):
    (folder / f"{name}.onnx").write_bytes(model(outputs))
    said = {"head": head, "labels": LABELS, "size": [64, 64], "mean": [0, 0, 0], **notes}
    (folder / f"{name}.json").write_text(json.dumps(said))
    return folder / f"{name}.onnx"


@pytest.mark.parametrize(
    ("outputs", "head"),
    [(yolo_v5, Head.YOLO_V5), (yolo_v8, Head.YOLO_V8), (ssd_rows, Head.SSD), (ssd_boxes, Head.SSD)],
)
def test_each_head_gives_its_boxes_without_doubles(tmp_path, outputs, head):
    detector = Detector(put(tmp_path, outputs(), head))
    found = sorted(detector.see(WHITE, score=0.4, overlap=0.45), key=lambda each: each.kind)
    assert [each.kind for each in found] == [TrackClass.PERSON, TrackClass.VEHICLE]
    assert [each.score for each in found] == pytest.approx([0.7, 0.9], abs=0.01)
    assert found[0].box == pytest.approx(PERSON_BOX, abs=0.01)
    assert found[1].box == pytest.approx(CAR_BOX, abs=0.01)
    assert detector.see(np.zeros_like(WHITE), score=0.4, overlap=0.45) == []


def test_anchors_turn_offsets_into_boxes(tmp_path):
    anchors = [[0.375, 0.625, 0.25, 0.25], [0.5, 0.5, 0.125, 0.5]]
    offsets = [[0, 0, 0, 0], [(0.6875 - 0.5) / 0.125 / 0.1, 0, 0, 0]]
    outputs = [np.array([offsets]), np.array([[[0, 0, 0, 0.9], [0, 0.7, 0, 0]]])]
    found = Detector(put(tmp_path, outputs, "ssd", anchors=anchors)).see(WHITE, score=0.4, overlap=0.45)
    boxes = {each.kind: each.box for each in found}
    assert boxes[TrackClass.VEHICLE] == pytest.approx(CAR_BOX, abs=0.01)
    assert boxes[TrackClass.PERSON] == pytest.approx(PERSON_BOX, abs=0.01)


def test_bars_beside_a_wide_picture_are_taken_out_again(tmp_path):
    detector = Detector(put(tmp_path, yolo_v8(), "yolov8"))
    wide = np.full((36, 64, 3), 255, np.uint8)
    found = {each.kind: each.box for each in detector.see(wide, score=0.3, overlap=0.45)}
    # The picture fills 36 of the 64 rows of the input; what comes out goes with the mean of what came in.
    mean = (36 * 255 + 28 * 114) / (64 * 255)
    left, top, right, bottom = (mean * side for side in CAR_BOX)
    expected = (left, top * 64 / 36, right, bottom * 64 / 36)
    assert found[TrackClass.VEHICLE] == pytest.approx(expected, abs=0.01)


def test_notes_may_be_toml_and_name_labels_of_their_own(tmp_path):
    file = put(tmp_path, yolo_v8(), "yolov8")
    (tmp_path / "tiny.json").unlink()
    (tmp_path / "tiny.toml").write_text(
        'head = "yolov8"\nlabels = ["a", "b", "c"]\nsize = [64, 64]\n[classes]\nc = "two_wheeler"\n'
    )
    found = Detector(file).see(WHITE, score=0.4, overlap=0.45)
    assert [each.kind for each in found] == [TrackClass.TWO_WHEELER]


def test_a_file_that_is_no_model_is_named_so(tmp_path):
    file = put(tmp_path, yolo_v8(), "yolov8")
    for rubbish in (b"", b"no model", bytes(range(256)) * 40, file.read_bytes()[:90]):
        file.write_bytes(rubbish)
        with pytest.raises(DetectorFault) as refused:
            Detector(file).see(WHITE, score=0.4, overlap=0.45)
        assert refused.value.fault is Fault.NOT_A_MODEL, rubbish[:10]


def test_an_operator_that_nobody_knows_is_named_so(tmp_path):
    file = put(tmp_path, yolo_v8(), "yolov8")
    file.write_bytes(model(yolo_v8(), kind="QuantumFlux"))
    with pytest.raises(DetectorFault) as refused:
        Detector(file).see(WHITE, score=0.4, overlap=0.45)
    assert refused.value.fault is Fault.UNKNOWN_OPERATOR


@pytest.mark.parametrize(
    ("outputs", "head"), [(yolo_v8, "yolov5"), (ssd_rows, "yolov8"), (yolo_v5, "ssd"), (ssd_boxes, "yolov5")]
)
def test_an_output_of_another_head_is_refused(tmp_path, outputs, head):
    with pytest.raises(DetectorFault) as refused:
        Detector(put(tmp_path, outputs(), head)).see(WHITE, score=0.4, overlap=0.45)
    assert refused.value.fault is Fault.WRONG_OUTPUT


@pytest.mark.parametrize(
    "notes",
    [
        {"head": "yolov99"},
        {"labels": []},
        {"size": [0, 0]},
        {"size": [9999, 64]},
        {"mean": [1]},
        {"classes": {"car": "ship"}},
    ],
)
def test_notes_that_say_nothing_sensible_are_refused(tmp_path, notes):
    with pytest.raises(DetectorFault) as refused:
        Detector(put(tmp_path, yolo_v8(), **{"head": "yolov8", **notes}))
    assert refused.value.fault is Fault.BAD_NOTES


def test_faces_plates_and_persons_are_hidden_and_only_persons_followed(tmp_path):
    put(tmp_path, yolo_v8(), "yolov8", labels=["person", "car", "License_Plate"])
    found = Detector(tmp_path / "tiny.onnx").see(WHITE, score=0.4, overlap=0.45)
    assert {(each.kind, each.hidden) for each in found} == {
        (TrackClass.PERSON, True),
        (TrackClass.UNKNOWN, True),
    }
    colours, stage = np.full((180, 180, 3), 255, np.uint8), detector_stage(budget_ms=1000.0)
    pipeline, drawn, last = pipeline_of(stage, models=tmp_path), Drawn(crossing(5, 60, 60, CAR)), None
    for number in range(90):
        last = pipeline.see(drawn.frame(number), colours, 1_000_000 + 200 * number)
    # Nothing moves any more: whom the detector saw is there yet.
    assert not last.moving
    assert last.mask[92:134, 82:158].all(), "the plate"
    assert last.mask[47:134, 202:238].all(), "the person"
    assert not last.mask[150:].any()


def detector_stage(**options):
    return Stage("D", StageKind.DETECTOR, model="tiny.onnx", options=tuple(options.items()))


@pytest.mark.parametrize("name", ["", "absent.onnx", "../tiny.onnx", "/etc/passwd"])
def test_what_is_not_in_the_folder_is_no_file_and_everything_else_goes_on(tmp_path, name):
    put(tmp_path, yolo_v8(), "yolov8")
    (tmp_path / "models").mkdir()
    line = Stage("L1", StageKind.LINE, points=((0.5, 0.05), (0.5, 0.95)))
    stages = (Stage("D", StageKind.DETECTOR, model=name), line)
    pipeline, seen, *_ = run(Drawn(crossing(5, 60, 60, CAR)), 12, *stages, models=tmp_path / "models")
    assert seen[-1].detector_faults == (("D", "no_file"),)
    assert sum(each.backward for each in pipeline.counts()[0].today) == 1


def test_it_looks_only_where_something_moves_and_within_its_time(tmp_path):
    put(tmp_path, yolo_v8(), "yolov8")
    clock = iter(range(1_000_000))
    moving, still = np.full((180, 320), 255, np.uint8), np.zeros((180, 320), np.uint8)
    # Each look takes a second by this clock, and a quarter of one is allowed each frame.
    detecting = Detecting([detector_stage(budget_ms=250.0)], tmp_path, lambda: float(next(clock)))
    looks = [detecting.see(moving, WHITE, np.zeros((0, 4)))[1] is not None for _ in range(16)]
    assert looks == [True, False, False, False] * 4
    assert detecting.see(still, WHITE, np.zeros((0, 4)))[1] is None
    assert detecting.see(moving, None, np.zeros((0, 4)))[1] is None


def test_what_it_says_stands_for_the_blob_in_the_same_place(tmp_path):
    put(tmp_path, yolo_v8(), "yolov8")
    detecting = Detecting([detector_stage()], tmp_path, lambda: 0.0)
    mask = np.full((180, 320), 255, np.uint8)
    blobs = np.array([[85.0, 95.0, 155.0, 130.0], [2.0, 2.0, 20.0, 20.0]])
    boxes, said = detecting.see(mask, np.full((180, 180, 3), 255, np.uint8), blobs)
    assert boxes[0].tolist() == [2.0, 2.0, 20.0, 20.0]
    assert said[0].tolist() == [0, 0, 0, 0]
    assert {int(row[:3].argmax()) for row in said[1:]} == {0, 2}
    assert len(boxes) == 3


def test_a_person_whom_the_detector_knows_is_no_car_by_size(tmp_path):
    # A detector that sees a person where something as wide as a car goes.
    put(tmp_path, [np.array([[32, 40, 60, 40, 0.9, 0, 0]]).T[None]], "yolov8")
    colours = np.full((180, 320, 3), 255, np.uint8)
    pipeline = pipeline_of(detector_stage(), models=tmp_path)
    assert pipeline.wants_colour
    drawn = Drawn(crossing(5, 60, 100, (60, 30)))
    kinds = set()
    for number in range(50):
        seen = pipeline.see(drawn.frame(number), colours, 1_000_000 + 200 * number)
        kinds |= {track.kind for track in seen.overlay.tracks if track.score > 0}
    assert kinds == {TrackClass.PERSON}
