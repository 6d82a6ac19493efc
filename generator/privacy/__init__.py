"""Nothing personal is published: what people write is scanned, and so is every byte that goes out.

`inputs` reads data, content, schemas and settings before a build; `outputs` looks at each file just
before it is published. Both ask `detect`, which sees a text as a reader would (`normalize`), and only
where `prefilter`, which costs next to nothing, found cause. Knows no record type and no district: what
may stand all the same is told by the reviewed list content/privacy-allow.yaml (`allow`).
"""
