"""Numbers that a higher document leaves open, and what a lower one fills in."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from partybuild.errors import DelegationError, ValueRangeError
from partybuild.kernel import Basis, Label, Record, exact
from partybuild.rules._checks import optional_exact


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(codes)


def _some(_: object, field: "attrs.Attribute[tuple[str, ...]]", value: object) -> None:
    if value == ():
        raise ValueRangeError(field.name, "an empty list", "at least one authority")


@attrs.frozen(kw_only=True)
class Parameter(Record):
    """A number that a document leaves open, within a range.

    Attributes:
        parameter_id: Stable code.
        label: What it is.
        least: Least value that may be filled in; None: no limit is stated.
        most: Greatest value that may be filled in; None: no limit is stated.
        filled_by: Authorities that may fill it in.
        basis: Article that leaves it open.
    """

    parameter_id: str
    label: Label
    least: Fraction | None = attrs.field(default=None, converter=optional_exact)
    most: Fraction | None = attrs.field(default=None, converter=optional_exact)
    filled_by: tuple[str, ...] = attrs.field(converter=_codes, validator=_some)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse a range that no value fits."""
        if self.least is not None and self.most is not None and self.most < self.least:
            raise ValueRangeError(
                f"most of {self.parameter_id!r}", self.most, f"at least {self.least}"
            )

    @property
    def range_text(self) -> str:
        """The range in words."""
        if self.least is None:
            return "any value" if self.most is None else f"at most {self.most}"
        upper = " or more" if self.most is None else f" to {self.most}"
        return f"{self.least}{upper}"

    def takes(self, value: Fraction) -> bool:
        """Return whether a value lies within the range."""
        return (self.least is None or self.least <= value) and (
            self.most is None or value <= self.most
        )


@attrs.frozen(kw_only=True)
class Fill(Record):
    """The value that a lower document states for a parameter.

    Attributes:
        parameter_id: The parameter.
        value: Its value.
        basis: Article or decision that states it.
    """

    parameter_id: str
    value: Fraction = attrs.field(converter=exact)
    basis: Basis


def _parameters(parameters: Iterable[Parameter]) -> tuple[Parameter, ...]:
    return tuple(parameters)


def _fills(fills: Iterable[Fill]) -> tuple[Fill, ...]:
    return tuple(fills)


@attrs.frozen(kw_only=True)
class Delegation(Record):
    """What one document leaves open, and what it fills in of those above it.

    Attributes:
        document_id: Code of the document.
        authority: Authority that speaks in it; empty: it may fill in nothing.
        parameters: What it leaves open.
        fills: What it fills in.
    """

    document_id: str
    authority: str = ""
    parameters: tuple[Parameter, ...] = attrs.field(default=(), converter=_parameters)
    fills: tuple[Fill, ...] = attrs.field(default=(), converter=_fills)


@attrs.frozen(kw_only=True, repr=False)
class DelegationFault(Record):
    """A parameter that is not filled in as it should be, and where that stands.

    Attributes:
        document_id: The document.
        attribute: "parameters" or "fills".
        at: Which of them, counted from 0.
        error: What is wrong; it names both documents.
    """

    document_id: str
    attribute: str
    at: int
    error: DelegationError


@attrs.frozen(kw_only=True, repr=False)
class Settlement(Record):
    """What a chain of documents makes of its parameters.

    Attributes:
        values: Parameter to its value.
        bases: Parameter to what the value rests on: both documents.
        unfilled: Faults of parameters that no document fills in.
        faults: All other faults.
    """

    values: Mapping[str, Fraction]
    bases: Mapping[str, tuple[Basis, ...]]
    unfilled: Mapping[str, DelegationFault]
    faults: tuple[DelegationFault, ...]

    @property
    def known(self) -> frozenset[str]:
        """Every parameter that a document leaves open."""
        return frozenset(self.unfilled) | frozenset(self.values)


def settle(documents: Iterable[Delegation]) -> Settlement:
    """Return the values of the parameters that documents leave open and fill in.

    Args:
        documents: The documents, the highest first.

    Returns:
        Values, and everything that is wrong with them.
    """
    chain = tuple(documents)
    opened: dict[str, tuple[str, int, Parameter]] = {}
    faults: list[DelegationFault] = []
    for document in chain:
        for at, parameter in enumerate(document.parameters):
            code = parameter.parameter_id
            if code in opened:
                error = DelegationError(
                    code,
                    (opened[code][0], document.document_id),
                    "both documents leave it open, or one does twice",
                    "leave each parameter open once, under a code of its own",
                )
                faults.append(_fault(document, "parameters", at, error))
            else:
                opened[code] = (document.document_id, at, parameter)
    values: dict[str, Fraction] = {}
    bases: dict[str, tuple[Basis, ...]] = {}
    filled: dict[str, str] = {}
    above: set[str] = set()
    for document in chain:
        for at, fill in enumerate(document.fills):
            code = fill.parameter_id
            left_open = {c: opened[c] for c in opened if c in above}
            faults += (
                _fault(document, "fills", at, error)
                for error in _wrong(document, fill, left_open, filled)
            )
            if code in above and code not in filled:
                filled[code] = document.document_id
                values[code] = fill.value
                bases[code] = (opened[code][2].basis, fill.basis)
        above.update(parameter.parameter_id for parameter in document.parameters)
    lowest = chain[-1].document_id if chain else ""
    return Settlement(
        values=values,
        bases=bases,
        unfilled={
            code: DelegationFault(
                document_id=document_id,
                attribute="parameters",
                at=at,
                error=DelegationError(
                    code,
                    (document_id, lowest),
                    f"{document_id!r} leaves it open ({parameter.range_text}) to "
                    f"{' or '.join(parameter.filled_by)}, and no document down to "
                    f"{lowest!r} fills it in",
                    f"state it under [[fills]] in a document that extends "
                    f"{document_id!r}",
                ),
            )
            for code, (document_id, at, parameter) in opened.items()
            if code not in filled
        },
        faults=tuple(faults),
    )


def _fault(
    document: Delegation, attribute: str, at: int, error: DelegationError
) -> DelegationFault:
    return DelegationFault(
        document_id=document.document_id, attribute=attribute, at=at, error=error
    )


def _wrong(
    document: Delegation,
    fill: Fill,
    opened: Mapping[str, tuple[str, int, Parameter]],
    filled: Mapping[str, str],
) -> Iterator[DelegationError]:
    code, lower = fill.parameter_id, document.document_id
    if code not in opened:
        known = ", ".join(opened) or "none"
        yield DelegationError(
            code,
            (lower,),
            f"{lower!r} fills it in, and no document above leaves it open",
            f"fill in one of: {known}",
        )
        return
    higher, _, parameter = opened[code]
    if code in filled:
        yield DelegationError(
            code,
            (filled[code], lower),
            f"{filled[code]!r} and {lower!r} both fill it in, or one does twice",
            "keep one of the two",
        )
    if not parameter.takes(fill.value):
        yield DelegationError(
            code,
            (higher, lower),
            f"{lower!r} fills in {fill.value}, and {higher!r} allows "
            f"{parameter.range_text}",
            "state a value within the range",
        )
    if document.authority not in parameter.filled_by:
        speaks = repr(document.authority) if document.authority else "nobody"
        yield DelegationError(
            code,
            (higher, lower),
            f"{higher!r} leaves it to {' or '.join(parameter.filled_by)}, and in "
            f"{lower!r} {speaks} speaks",
            "let a document of that authority fill it in, or correct its authority",
        )
