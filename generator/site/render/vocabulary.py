"""Which things of schema.org have which properties, as far as a property does not belong to every thing.

After https://schema.org/version/latest (domains and ranges of the properties that records name).
"""

from __future__ import annotations

from collections.abc import Iterator

_ABOVE = {
    "AdministrativeArea": "Place",
    "CivicStructure": "Place",
    "Article": "CreativeWork",
    "Dataset": "CreativeWork",
    "Report": "CreativeWork",
}
_VALID = ("OpeningHoursSpecification", "LocationFeatureSpecification", "Offer", "Permit")
_HAVE = {
    "about": ("CreativeWork", "Event"),
    "abstract": ("CreativeWork",),
    "address": ("Place", "Organization", "GeoCoordinates"),
    "amenityFeature": ("Place",),
    "areaServed": ("Organization", "Service", "ContactPoint"),
    "audience": ("CreativeWork", "Event", "Service"),
    "author": ("CreativeWork",),
    "availableService": ("MedicalClinic", "Hospital"),
    "contactPoint": ("Organization",),
    "containedInPlace": ("Place",),
    "contentLocation": ("CreativeWork",),
    "contributor": ("CreativeWork", "Event"),
    "datePublished": ("CreativeWork",),
    "dissolutionDate": ("Organization",),
    "endDate": ("Event",),
    "eventStatus": ("Event",),
    "floorSize": ("Accommodation",),
    "foundingDate": ("Organization",),
    "geo": ("Place",),
    "headline": ("CreativeWork",),
    "isAccessibleForFree": ("CreativeWork", "Event", "Place"),
    "legalName": ("Organization",),
    "location": ("Event", "Organization"),
    "maintainer": ("CreativeWork",),
    "maximumAttendeeCapacity": ("Event", "Place"),
    "member": ("Organization",),
    "openingHoursSpecification": ("Place",),
    "organizer": ("Event",),
    "parentOrganization": ("Organization",),
    "provider": ("CreativeWork", "Service"),
    "serviceType": ("Service",),
    "slogan": ("Organization", "Place", "Service"),
    "specialOpeningHoursSpecification": ("Place",),
    "starRating": ("LodgingBusiness", "FoodEstablishment"),
    "startDate": ("Event",),
    "telephone": ("Place", "Organization", "ContactPoint"),
    "email": ("Organization", "ContactPoint"),
    "typicalAgeRange": ("CreativeWork", "Event"),
    "validFrom": _VALID,
    "validThrough": _VALID,
    "variableMeasured": ("Dataset",),
}
_AGENTS = ("author", "contributor", "maintainer", "member", "organizer", "parentOrganization", "provider")
"""Properties whose values are organisations or people."""


def has(kind: str | None, name: str) -> bool:
    """Whether a thing of the class may have the property; one that is not listed here fits everywhere."""
    return kind is None or name not in _HAVE or any(k in _HAVE[name] for k in _lineage(kind))


def may_be(name: str, kind: str) -> bool:
    """Whether the property may have a thing of the class for its value."""
    return name not in _AGENTS or kind == "Organization"


def _lineage(kind: str) -> Iterator[str]:
    yield kind
    while kind in _ABOVE:
        kind = _ABOVE[kind]
        yield kind
