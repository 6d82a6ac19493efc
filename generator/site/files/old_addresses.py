"""What stood at an address that has changed: that of a collection (`x-collection.former_urls`), or of a record
under its new id. Pages lead on from there; a file that others have taken into theirs (a calendar, a code on a
notice board, a picture, a part for another site) is there as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.core.outputs import Output
from generator.history.redirects import Gone
from generator.records.catalog import Catalog
from generator.schema.model import RecordType

ENGLISH, EMBED, CARDS = "en/", "embed/", "assets/cards/"


def gone_addresses(catalog: Catalog, all_gone: Iterable[Gone]) -> dict[str, Gone]:
    """By path. A folder that was renamed itself may be a former address of the type that has its records."""
    types = catalog.model.by_folder
    former = {url: kind for kind in catalog.model.types for url in kind.former_urls}
    living = {f"{record.type.url}/{record.id}/" for record in catalog.records}
    found = {
        f"{url}/{record.id}/": Gone(record.type.folder, record.id, record.id)
        for record in catalog.records
        for url in record.type.former_urls
    }
    for gone in all_gone:
        kind = types.get(gone.folder) or former.get(gone.folder)
        for url in (kind.url, *kind.former_urls) if kind else (gone.folder,):
            if (path := f"{url}/{gone.id}/") not in living:
                found.setdefault(path, gone)
    return found


def at_old_addresses(
    outputs: Iterable[Output], catalog: Catalog, all_gone: Iterable[Gone]
) -> Iterator[Output]:
    """The same outputs, each followed by itself at its former addresses."""
    collections = _collections(catalog.model.types)
    records = _records(catalog, all_gone)
    for output in outputs:
        yield output
        lang = ENGLISH if output.path.startswith(ENGLISH) else ""
        folder, _, name = output.path.removeprefix(lang).rpartition("/")
        yield from (
            replace(output, path=f"{lang}{old}") for old in _old(f"{folder}/", name, collections, records)
        )


Folders = Mapping[str, list[str]]


def _old(folder: str, name: str, collections: Folders, records: Folders) -> Iterator[str]:
    if folder == CARDS:
        url, _, ending = name.partition(".")
        yield from (f"{CARDS}{old[:-1]}.{ending}" for old in collections.get(f"{url}/", ()))
    elif folder.startswith(EMBED):
        yield from (f"{EMBED}{old}{name}" for old in collections.get(folder.removeprefix(EMBED), ()))
    elif not name.endswith(".html"):
        yield from (f"{old}{name}" for old in collections.get(folder, ()))
        for old in records.get(folder, ()):
            id, old_id = folder.split("/")[-2], old.split("/")[-2]
            yield old + (old_id + name.removeprefix(id) if name.startswith(f"{id}.") else name)


def _collections(types: Iterable[RecordType]) -> Folders:
    return {f"{kind.url}/": [f"{url}/" for url in kind.former_urls] for kind in types if kind.former_urls}


def _records(catalog: Catalog, all_gone: Iterable[Gone]) -> Folders:
    """By the folder of a record: those in which it was."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, gone in gone_addresses(catalog, all_gone).items():
        if record := catalog.by_id.get(gone.to):
            found[f"{record.type.url}/{record.id}/"].append(path)
    return found
