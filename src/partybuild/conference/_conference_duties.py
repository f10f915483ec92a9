"""Requirements of a conference as duties, each with the post that owes it."""

from partybuild.conference._comment import Requirement
from partybuild.conference._review import Review
from partybuild.duties import WEAKNESSES, Duty, ResponsibilityLevel
from partybuild.kernel import Label, OwnDecision

_AREAS = {weakness.code: weakness.area_id for weakness in WEAKNESSES}


def conference_duties(review: Review) -> tuple[Duty, ...]:
    """Return what the conference requires, one duty for each addressee.

    Args:
        review: The review; its posts say in which organization a duty is owed.

    Returns:
        Duties of the first person responsible, by requirement and then by post.
        Their ids are made of the conference, the number of the requirement and
        the post, as in "lms-2021-require-1@b1-secretary".

    Raises:
        UnknownIdError: If a requirement is addressed to a post that does not exist.
    """
    conference = review.conference
    basis = OwnDecision(
        decision=Label(
            zh=f"{conference.title.zh}的工作要求",
            en=f"requirement of {conference.title.en}",
        )
    )

    def duty(number: int, requirement: Requirement, post_id: str) -> Duty:
        post = review.post(post_id)
        area = _AREAS.get(requirement.area, requirement.area)
        return Duty(
            duty_id=f"{conference.conference_id}-require-{number}@{post_id}",
            title=requirement.text,
            level=ResponsibilityLevel.FIRST,
            areas=(area,) if area else (),
            organization_id=post.organization_id,
            post_id=post_id,
            deadline=requirement.deadline,
            basis=basis,
        )

    return tuple(
        duty(number, requirement, post_id)
        for number, requirement in enumerate(conference.requirements, 1)
        for post_id in requirement.addressees or conference.subject_ids
    )
