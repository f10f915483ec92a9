"""Whether anything lies in a region, and how great a form gets there."""

from fractions import Fraction

from partybuild.rules._lint._axes import Axes
from partybuild.rules._lint._form import Form
from partybuild.rules._lint._program import greatest, solution
from partybuild.rules._lint._region import Region
from partybuild.rules._lint._unknowns import Unknowns, Values


def values_in(
    unknowns: Unknowns, region: Region, *, inner: bool = False
) -> Values | None:
    """Return values within a region.

    Args:
        unknowns: The unknowns.
        region: The region.
        inner: Whether no mark may be missing.

    Returns:
        Unknown to value; None where the region is empty.
    """
    key = (region, inner)
    if key not in unknowns.seen:
        forms = [bound.form for bound in region.bounds]
        axes = Axes(unknowns, forms, inner=inner, moved=False)
        names = {name for form in forms for name in form.coefs} - axes.gone
        bounds = [axes.bound(bound) for bound in region.bounds]
        bounds += [*axes.domain(), *unknowns.domain(names)]
        if inner:
            bounds += unknowns.full(names)
        found = solution(bounds, unknowns.free())
        unknowns.seen[key] = None if found is None else axes.shares(found)
    return unknowns.seen[key]


def most_in(unknowns: Unknowns, form: Form, region: Region) -> Fraction | None:
    """Return how great a form gets within a region that is not empty.

    Args:
        unknowns: The unknowns.
        form: The form.
        region: The region.

    Returns:
        The greatest value, edges included; None where there is none.
    """
    asked = {name for bound in region.bounds for name in bound.form.coefs}
    tied = set(unknowns.blocks_of(asked))
    total, rest = form.constant, Form()
    for block_id in unknowns.blocks_of(form.coefs):
        block = unknowns.blocks[block_id]
        if block_id in tied:
            rest = rest.plus(form.over(block.names))
        else:
            total += max(block.worths(form))
    rest = rest.plus(form.over(unknowns.lones))
    if not rest.coefs:
        return total
    forms = [rest, *(bound.form for bound in region.bounds)]
    axes = Axes(unknowns, forms, inner=False, moved=False)
    names = {*asked, *rest.coefs} - axes.gone
    bounds = [axes.bound(bound) for bound in region.bounds]
    bounds += [*axes.domain(), *unknowns.domain(names)]
    found = greatest(axes.told(rest), bounds, unknowns.free())
    return None if found is None else total + found
