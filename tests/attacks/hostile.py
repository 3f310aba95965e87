"""Texts that an attacker would send: in names, events, comments, settings and files."""

import pytest

PICTURE = "file:///etc/hostname"

MARKUP = (
    "<b>Bomba</b> 1",
    f'<img src="{PICTURE}" width=900 height=900>',
    '<a href="http://10.0.0.9/">Válvula 3</a>',
    "<script>alert(1)</script>",
    "<table><tr><td bgcolor=red>FUEGO</td></tr></table>",
    "<!DOCTYPE html><h1>Sirena</h1>",
    "&lt;b&gt; &amp; &#8238;",
)
FORMATS = ("{0} {1} {name!r}", "{0.__class__.__mro__}", "{}{}{}", "%s %n %d %1 %2", "%(name)s ${HOME} `id`")
TURNING = (
    "\u202egpj.exe",
    "a\u2066b\u2067c",
    "\u200f\u200eX",
    "\u061cX",
    "PRE-\u05d0\u05d1 12",
    "ضغط 40 bar",
)
UNSEEN = ("\u200b", "V\u200bAL-1", "\ufeffVAL", "\u3164", "\u2060\u00adx", "\U000e0041x")
BREAKING = (
    "a\nb",
    "a\r\nERROR root forged line",
    "a\0b",
    "\x1b[2J\x1b[31mrojo",
    "a\x08\x08b",
    "a\u2028b\u2029c",
)
FLOODS = ("e" + "\u0301" * 3000, "\u0489" * 500, "Z\u0334\u0321\u0327\u0322" * 200)
HALVES = ("\ud800", "x\udfff")

HOSTILE = MARKUP + FORMATS + TURNING + UNSEEN + BREAKING + FLOODS + HALVES
LONG = 10_000_000

hostile = pytest.mark.parametrize("text", HOSTILE, ids=[f"h{place}" for place in range(len(HOSTILE))])
