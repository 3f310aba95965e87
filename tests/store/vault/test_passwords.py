"""What a new password may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.vault.passwords import problem_of
from tests.support.effort import effort

NAMES = ("r.quispe", "Rosa Quispe Ñañez", "Miraflores")
WORDS = {"", "too_short", "too_long", "like_name", "same_as_old", "known"}


@pytest.mark.parametrize(
    "password",
    [
        "tifoga-sapelu-rimeno",
        "caballo correcto batería grapa",
        "q7$Kd92_vLm!",
        "一二三四五六七 中文 密码 很长",
        "🦉🌵 mi búho riega cactus",
        "Rosa vende 14 tortugas",
        "x9 Municipalidad kw7-quena",
    ],
)
def test_good_ones(password):
    assert problem_of(password, 12, NAMES) == ""


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", "too_short"),
        ("q7$Kd92_vLm", "too_short"),
        ("a" * 257, "too_long"),
        ("\ufdfa" * 15, "too_long"),
        ("r.quispe.2026", "like_name"),
        ("RosaQuispe2026", "like_name"),
        ("Quispe.Rosa1!", "like_name"),
        ("epsiuq-2026-!!", "like_name"),
        ("ÑAÑEZ_nanez_1", "like_name"),
        ("miraflores2026", "like_name"),
        ("Municipalidad2026", "known"),
        ("Contraseña-1234", "known"),
        ("contrasena.2026", "known"),
        ("atalaya-atalaya", "known"),
        ("operador.turno.noche", "known"),
        ("Seguridad.Ciudadana", "known"),
        ("lunes-martes-1", "known"),
        ("administrador1", "known"),
        ("password12345", "known"),
        ("Qwertyuiop12", "known"),
        ("123456789012", "known"),
        ("a" * 256, "known"),
        ("ab" * 128, "known"),
    ],
)
def test_bad_ones(password, problem):
    assert problem_of(password, 12, NAMES) == problem


def test_characters_count_as_they_are_hashed():
    assert problem_of("ﬁ ﬃ q7$Kd92", 12, NAMES) == "", "ligatures are two and three letters"
    assert problem_of("a\u0301e\u0301i\u0301o\u0301u\u0301q7", 12, NAMES) == "too_short"


def test_the_old_one_is_refused_however_it_was_typed():
    assert problem_of("contrapunto-n\u0303u-77", 12, NAMES, old="contrapunto-ñu-77") == "same_as_old"
    assert problem_of("contrapunto-ñu-78", 12, NAMES, old="contrapunto-ñu-77") == ""


def test_names_of_one_letter_or_none_refuse_nothing():
    assert problem_of("tifoga-sapelu-rimeno", 12, ("ti", "X", "")) == ""


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=3), st.one_of(st.none(), st.text()))
def test_whatever_is_typed_gets_a_word(password, names, old):
    assert problem_of(password, 12, names, old=old) in WORDS


@pytest.mark.parametrize(
    "password",
    ["a" * 256, "abcabc" * 42, "1990" * 64, "qwertyuiop" * 25, "p@ssw0rd" * 32, "ñ1!" * 85, "l1|!" * 64],
)
def test_none_of_them_takes_long(password):
    assert effort(lambda: problem_of(password, 12, NAMES), tries=1) < 1_500
