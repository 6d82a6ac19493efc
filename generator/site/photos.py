"""The pictures that records name, from content/images/."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.outputs import Output, copied
from generator.site.show import PHOTOS
from generator.site.views import Views


def photos(images: Path, views: Views) -> Iterator[Output]:
    """`assets/photos/<path>` for every picture of a living record; checks tell of one that is not there."""
    for file in sorted({file for r in views.catalog.records if not r.removed for _, file in r.pictures}):
        if os.path.isfile(images / file):
            yield copied(f"{PHOTOS}{file}", images / file)
