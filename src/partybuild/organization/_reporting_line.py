"""Who reports to whom at a review, where it is not simply the tree."""

from collections.abc import Iterable
from datetime import date

import attrs

from partybuild.errors import AmbiguousRuleError
from partybuild.kernel import Period
from partybuild.organization._post import Post, PostRole
from partybuild.organization._tree import OrganizationTree


@attrs.frozen(kw_only=True)
class ReportingLine:
    """A post that reports to an organization other than the one above its own.

    Attributes:
        post_id: Post that reports.
        to_organization_id: Organization it reports to; None where it reports
            nowhere.
        period: Days on which it does.
    """

    post_id: str
    to_organization_id: str | None
    period: Period


def reports_to(
    post: Post, tree: OrganizationTree, lines: Iterable[ReportingLine], on: date
) -> str | None:
    """Return the organization that a post reports to on a day.

    Args:
        post: The post.
        tree: Organizations through time.
        lines: Reporting lines that differ from the tree.
        on: The day.

    Returns:
        Id by the line in force; else that of the organization above the post's own,
        None for a root.

    Raises:
        UnknownIdError: If the post's organization does not exist on that day.
        AmbiguousRuleError: If two lines are in force.
    """
    found = [line for line in lines if line.post_id == post.post_id]
    return _target(post, [line for line in found if on in line.period], tree, on)


def _target(
    post: Post, lines: list[ReportingLine], tree: OrganizationTree, on: date
) -> str | None:
    if len(lines) > 1:
        targets = tuple(sorted(str(line.to_organization_id) for line in lines))
        raise AmbiguousRuleError(f"the report of post {post.post_id!r}", targets)
    if lines:
        return lines[0].to_organization_id
    above = tree.at(on).parent(post.organization_id)
    return None if above is None else above.organization_id


def reporting_posts(
    organization_id: str,
    tree: OrganizationTree,
    posts: Iterable[Post],
    lines: Iterable[ReportingLine],
    on: date,
) -> tuple[Post, ...]:
    """Return the posts of secretaries that report to an organization on a day.

    Args:
        organization_id: Organization that holds the review.
        tree: Organizations through time.
        posts: All posts.
        lines: Reporting lines that differ from the tree.
        on: The day.

    Returns:
        Posts in organizations that exist on the day, sorted by id.

    Raises:
        AmbiguousRuleError: If two lines of one post are in force.
    """
    day = tree.at(on)
    day.get(organization_id)
    by_post: dict[str, list[ReportingLine]] = {}
    for line in lines:
        if on in line.period:
            by_post.setdefault(line.post_id, []).append(line)
    below = {one.organization_id for one in day.children(organization_id)}
    found: list[Post] = []
    for post in posts:
        stated = by_post.get(post.post_id, [])
        if post.role is PostRole.SECRETARY and post.organization_id in day:
            if stated:
                target = _target(post, stated, tree, on)
                reports = target == organization_id
            else:
                reports = post.organization_id in below
            if reports:
                found.append(post)
    return tuple(sorted(found, key=lambda post: post.post_id))
