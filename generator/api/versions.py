"""The version of the API and what changed in each. A path or key that goes or means something else
makes a new major version beside the old one (`api/v2/`); what is only added, a minor one."""

from __future__ import annotations

ROOT = "api/v1/"

VERSIONS = (
    {
        "version": "1.0.0",
        "zh": "第一版：记录、栏目、镇街的全部记录，目录，OpenAPI 说明",
        "en": "First version: records, collections, all records of a town, the index, the OpenAPI description",
    },
)

VERSION = VERSIONS[-1]["version"]
