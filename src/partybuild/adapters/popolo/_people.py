"""Posts, people and appointments of a Popolo document."""

from functools import partial

import attrs

from partybuild.adapters.interchange import Lost
from partybuild.adapters.popolo._above import Membership
from partybuild.adapters.popolo._forms import MembershipForm, PostForm
from partybuild.adapters.popolo._reading import Reading
from partybuild.adapters.popolo._terms import Terms, meaning
from partybuild.adapters.popolo._write import LABELS
from partybuild.kernel import Label, Period, to_document
from partybuild.organization import Appointment, PartialDate, Post

_ACTING = {label: acting for acting, label in LABELS.items()}


def posts_from(
    forms: list[tuple[str, PostForm]], terms: Terms, reading: Reading
) -> list[Post]:
    """Return the posts that a document states.

    Args:
        forms: Posts with their paths.
        terms: What its words mean.
        reading: What is wrong is added to it.

    Returns:
        The posts.
    """
    known, found = reading.ids("organizations"), list[Post]()
    for path, form in forms:
        if form.organization_id not in known:
            message = f"no organization {form.organization_id!r}"
            reading.wrong(f"{path}.organization_id", message)
        role = meaning(form.role, terms.roles, f"{path}.role", reading)
        title = reading.made(f"{path}.label", partial(Label.same, form.label))
        if role is not None and title is not None:
            found.append(
                Post(
                    post_id=form.id,
                    organization_id=form.organization_id,
                    title=title,
                    role=role,
                )
            )
    return found


def appointments_from(
    memberships: list[Membership],
    posts: list[tuple[str, PostForm]],
    terms: Terms,
    reading: Reading,
) -> list[Appointment]:
    """Return the appointments that a document states.

    Args:
        memberships: Memberships of people, with their paths; one without a post is
            no appointment, and lost.
        posts: Posts with their paths.
        terms: What its words mean.
        reading: What is lost and wrong is added to it.

    Returns:
        The appointments.
    """
    known, by_id = reading.ids("posts"), {form.id: form for _, form in posts}
    found: list[Appointment] = []
    for path, form in memberships:
        if form.person_id is None or form.post_id is None:
            value = to_document(
                attrs.asdict(form, filter=_given, value_serializer=_text)
            )
            reading.lost.append(Lost("membership", path, "membership", value))
        elif form.post_id not in known:
            reading.wrong(f"{path}.post_id", f"no post {form.post_id!r}")
        else:
            if (post := by_id.get(form.post_id)) is not None:
                _check_post(form, path, post, terms, reading)
            appointment = _appointment(form, path, reading)
            if appointment is not None:
                found.append(appointment)
    return found


def _given(_: object, value: object) -> bool:
    return value is not None


def _text(_: object, __: object, value: object) -> object:
    return str(value) if isinstance(value, PartialDate) else value


def _check_post(
    form: MembershipForm, path: str, post: PostForm, terms: Terms, reading: Reading
) -> None:
    stated = form.organization_id
    if stated is not None and stated != post.organization_id:
        message = (
            f"found {stated!r}; the post {post.id!r} is in {post.organization_id!r}"
        )
        reading.wrong(f"{path}.organization_id", message)
    same = terms.roles.get(form.role or "", form.role)
    if form.role is not None and same != terms.roles.get(post.role, post.role):
        reading.lost.append(Lost("membership", path, "role", form.role))


def _appointment(
    form: MembershipForm, path: str, reading: Reading
) -> Appointment | None:
    first = None if form.start_date is None else form.start_date.exact
    last = None if form.end_date is None else form.end_date.exact
    if first is None:
        message = f"found {form.start_date or 'no date'}; an appointment needs its day"
        reading.wrong(f"{path}.start_date", message)
    if form.end_date is not None and last is None:
        message = f"found {form.end_date}; an appointment needs its day"
        reading.wrong(f"{path}.end_date", message)
    elif first is not None:
        acting, in_charge = _ACTING.get(form.label or "", (False, False))
        if form.label is not None and form.label not in _ACTING:
            reading.lost.append(Lost("membership", path, "label", form.label))
        period = reading.made(path, lambda: Period(first, last))
        if period is not None:
            return Appointment(
                post_id=form.post_id or "",
                person_id=form.person_id or "",
                period=period,
                acting=acting,
                in_charge=in_charge,
            )
    return None
