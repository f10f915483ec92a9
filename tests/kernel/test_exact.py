"""The one door through which a number enters."""

import pickle
from decimal import Decimal
from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.errors import InexactNumberError, NumberSyntaxError, PartyBuildError
from partybuild.kernel import chinese_number, exact, exact_text
from partybuild.testing.awkward import (
    INEXACT_NUMBERS,
    NUMBER_TEXTS,
    REFUSED_NUMBER_TEXTS,
)
from partybuild.testing.strategies import exact_numbers

WHOLE = st.integers(0, 10**12 - 1)


def _full_width(text):
    return "".join(chr(ord(char) + 0xFEE0) for char in text)


@pytest.mark.parametrize(("text", "ratio"), NUMBER_TEXTS)
def test_text_is_read_as_the_number_it_writes(text, ratio):
    """Decimals, ratios, percentages and Chinese numerals give the exact number."""
    assert exact(text) == Fraction(ratio)


@pytest.mark.parametrize("text", REFUSED_NUMBER_TEXTS)
def test_text_that_is_no_number_is_refused(text):
    """Other scripts, exponents, superscripts and spoken numerals are not guessed."""
    with pytest.raises(NumberSyntaxError):
        exact(text)


@pytest.mark.parametrize("value", INEXACT_NUMBERS, ids=repr)
def test_inexact_objects_are_refused(value):
    """Floats, bools, NaN and other objects never become a number."""
    with pytest.raises(InexactNumberError) as caught:
        exact(value)

    assert caught.value.value is value


def test_refusal_says_what_to_write():
    """The message names the value, its kind and the remedy, and can be pickled."""
    with pytest.raises(InexactNumberError) as caught:
        exact(0.1)

    assert str(caught.value) == (
        "0.1 (float) is not an exact number; "
        'write text such as "87.5", an int, or Fraction(175, 2)'
    )
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    assert isinstance(caught.value, (PartyBuildError, TypeError))


def test_syntax_error_names_the_text_and_the_forms():
    """A text that is no number is quoted, with the forms that are read."""
    with pytest.raises(NumberSyntaxError) as caught:
        exact("8²")

    assert str(caught.value) == (
        '\'8²\' is not a number; write it like "87.5", "1/3", "30%" or "百分之三十"'
    )


def test_very_long_text_is_refused_without_being_repeated():
    """A text of millions of digits is neither parsed nor printed in full."""
    with pytest.raises(NumberSyntaxError) as caught:
        exact("9" * 10_000_000)

    assert caught.value.text == "9" * 40 + "..."


@given(exact_numbers())
def test_text_of_an_exact_number_is_read_back(number):
    """The canonical text is ASCII and loses nothing."""
    text = exact_text(number)

    assert text.isascii()
    assert exact(text) == number
    assert exact_text(exact(text)) == text


@given(exact_numbers())
def test_fractions_and_ints_pass_unchanged(number):
    """What is exact already is taken as it stands."""
    assert exact(number) is number
    assert exact(number.numerator) == number.numerator


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_decimals_are_taken_exactly(number):
    """A finite decimal and its text are the same number."""
    assert exact(number) == Fraction(number)
    assert exact(f"{number:f}") == Fraction(number)


@given(exact_numbers(0, 10**6))
def test_full_width_text_is_the_same_number(number):
    """Digits, point, slash and percent sign of a Chinese keyboard are read."""
    text = exact_text(number)

    assert exact(_full_width(text)) == number
    if "/" not in text:
        assert exact(_full_width(f"{text}%")) == number / 100


@given(WHOLE)
def test_chinese_numeral_is_read_as_cn2an_writes_it(number):
    """An independent writer of Chinese numerals is the oracle."""
    assert chinese_number(cn2an.an2cn(number, "low")) == number


@given(st.integers(0, 9999), st.integers(1, 999))
def test_chinese_decimal_is_read_as_cn2an_writes_it(whole, thousandths):
    """Digits after 点 count as decimals."""
    decimal = Decimal(f"{whole}.{thousandths:03d}").normalize()

    assert chinese_number(cn2an.an2cn(f"{decimal:f}", "low")) == Fraction(decimal)


@given(st.text("一二三四五六七八九零两十百千万亿点", min_size=1, max_size=8))
def test_chinese_numeral_has_one_reading_or_none(text):
    """What is read at all agrees with cn2an after writing it canonically."""
    try:
        number = chinese_number(text)
    except ValueError:
        return

    assert chinese_number(_canonical(number)) == number
    digits = len(text.partition("点")[2])
    assert (number * 10**digits).denominator == 1


def _canonical(number):
    text = exact_text(number)
    return cn2an.an2cn(text, "low")


@pytest.mark.parametrize(
    ("text", "number"), [("十", 10), ("百", 100), ("十五万", 150000), ("零", 0)]
)
def test_chinese_short_forms(text, number):
    """The forms of everyday speech that leave no doubt are read."""
    assert chinese_number(text) == number
