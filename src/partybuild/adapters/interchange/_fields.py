"""Fields of the library that registers have elements for."""

FIELDS = (
    "organization.organization_id",
    "organization.name",
    "organization.kind",
    "organization.sector",
    "organization.parent_id",
    "organization.founded_on",
    "organization.dissolved_on",
    "organization.full_members",
    "organization.probationary_members",
    "organization.elected_on",
    "organization.committee_members",
    "post.post_id",
    "post.organization_id",
    "post.title",
    "post.role",
    "person.person_id",
    "person.name",
    "appointment.post_id",
    "appointment.person_id",
    "appointment.first_day",
    "appointment.last_day",
    "appointment.acting",
    "appointment.in_charge",
)
"""Fields of one record each, by what they belong to."""
