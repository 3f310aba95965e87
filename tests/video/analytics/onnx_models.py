"""Tiny ONNX models as bytes, their protobuf written by hand: an output that is known, scaled by the picture's
mean so that it depends on what is seen."""

from __future__ import annotations

import struct

import numpy as np

FLOAT, INT64 = 1, 7


def _varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def _field(number, value):
    """Length-delimited for bytes and text, a varint for an integer."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _tensor(name, array):
    array = np.asarray(array)
    kind = INT64 if array.dtype == np.int64 else FLOAT
    data = array.astype("<i8" if kind == INT64 else "<f4").tobytes()
    dims = b"".join(_field(1, int(size)) for size in array.shape)
    return dims + _field(2, kind) + _field(8, name) + _field(9, data)


def _value(name, shape):
    sizes = b"".join(_field(1, _field(1, int(size))) for size in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, FLOAT) + _field(2, sizes)))


def _node(kind, inputs, outputs, **attributes):
    parts = b"".join(_field(1, each) for each in inputs) + b"".join(_field(2, each) for each in outputs)
    parts += _field(3, outputs[0]) + _field(4, kind)
    for name, value in attributes.items():
        if isinstance(value, float):
            said = _varint(2 << 3 | 5) + struct.pack("<f", value) + _field(20, 1)
        else:
            said = _field(3, value) + _field(20, 2)
        parts += _field(5, _field(1, name) + said)
    return parts


def model(outputs, size=(64, 64), kind="GlobalAveragePool"):
    """`outputs` are arrays that come out for a white picture (pixels scaled to 0 to 1, all channels alike);
    for a black one zeros do."""
    nodes = [
        _node(kind, ["images"], ["mean"]),
        _node("Conv", ["mean", "pick"], ["picked"]),
        _node("Reshape", ["picked", "flat"], ["scale"]),
    ]
    tensors = [
        _tensor("pick", np.array([1, 0, 0], np.float32).reshape(1, 3, 1, 1)),
        _tensor("flat", np.array([1, 1], np.int64)),
    ]
    values = []
    for number, array in enumerate(outputs):
        array = np.asarray(array, np.float32)
        tensors.append(_tensor(f"known{number}", array.reshape(1, -1)))
        tensors.append(_tensor(f"shape{number}", np.array(array.shape, np.int64)))
        nodes.append(_node("MatMul", ["scale", f"known{number}"], [f"row{number}"]))
        nodes.append(_node("Reshape", [f"row{number}", f"shape{number}"], [f"output{number}"]))
        values.append(_value(f"output{number}", array.shape))
    graph = b"".join(_field(1, node) for node in nodes) + _field(2, "tiny")
    graph += b"".join(_field(5, tensor) for tensor in tensors)
    graph += _field(11, _value("images", (1, 3, size[1], size[0])))
    graph += b"".join(_field(12, value) for value in values)
    return _field(1, 8) + _field(8, _field(1, "") + _field(2, 13)) + _field(7, graph)
