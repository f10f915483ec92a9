"""Problems that are one: joined by the office's own word, and by nothing else."""

from collections.abc import Iterable, Mapping

import attrs

from partybuild.errors import UnknownIdError, ValueRangeError
from partybuild.ledgers._problem import Problem, ProblemScope, ProblemSeverity

_GRAVITY = {one: at for at, one in enumerate(ProblemSeverity)}


def _groups(groups: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(sorted(set(group))) for group in groups))


def _earlier(
    recurs: Mapping[str, Iterable[str]] | Iterable[tuple[str, Iterable[str]]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pairs = dict(recurs).items()
    return tuple(sorted((one, tuple(sorted(set(ids)))) for one, ids in pairs))


@attrs.frozen(kw_only=True)
class ProblemLinks:
    """What a person says of proposed problems; nothing is joined without it.

    Attributes:
        same: Ids of proposed problems that are one; groups that share a problem
            are one group.
        recurs: Id of a proposed problem with the ids of the earlier problems that
            are back in it; a mapping, or pairs.
    """

    same: tuple[tuple[str, ...], ...] = attrs.field(default=(), converter=_groups)
    recurs: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(
        default=(), converter=_earlier
    )


def joined(
    problems: Mapping[str, Problem], same: Iterable[Iterable[str]]
) -> tuple[Problem, ...]:
    """Return the problems, those that are one joined; every source is kept.

    Args:
        problems: Problems by id.
        same: Ids of problems that are one.

    Returns:
        Problems by id. Of a group the first stays: a common one before individual
        ones, what a comment said before what was computed, then by id.

    Raises:
        UnknownIdError: If a group names no problem.
        ValueRangeError: If a group joins problems of several organizations and none
            of them is common.
    """
    groups: dict[str, set[str]] = {}
    for group in same:
        ids = set(group)
        for problem_id in ids:
            if problem_id not in problems:
                raise UnknownIdError("proposed problem", problem_id, tuple(problems))
        for problem_id in tuple(ids):
            ids |= groups.get(problem_id, set())
        for problem_id in ids:
            groups[problem_id] = ids
    found: dict[str, Problem] = {}
    for problem_id, problem in problems.items():
        ids = groups.get(problem_id, {problem_id})
        kept = _one([problems[one] for one in sorted(ids)])
        found[kept.problem_id] = kept if len(ids) > 1 else problem
    return tuple(found[problem_id] for problem_id in sorted(found))


def _one(problems: list[Problem]) -> Problem:
    first = min(problems, key=_rank)
    places = {one.organization_id for one in problems}
    if first.scope is ProblemScope.INDIVIDUAL and len(places) > 1:
        raise ValueRangeError(
            "problems said to be the same",
            ", ".join(one.problem_id for one in problems),
            "problems of one organization, or a common problem among them",
        )
    return attrs.evolve(
        first,
        severity=max((one.severity for one in problems), key=_GRAVITY.__getitem__),
        sources=[source for one in problems for source in one.sources],
        recurs=[earlier for one in problems for earlier in one.recurs],
    )


def _rank(problem: Problem) -> tuple[object, ...]:
    return (
        problem.scope is ProblemScope.INDIVIDUAL,
        problem.sources[:1],
        problem.problem_id,
    )
