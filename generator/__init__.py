"""Youth Home Atlas: YAML records become a public site and open datasets.

Start at `pipeline.build`, which reads as prose. The layers, from the top; each looks down only, and
rooms beside each other know nothing of each other. `lint-imports` holds the program to it:

    __main__                                          the command line
    commands                                          what each command does
    mkdocs_hook | imports                             plain `mkdocs build`; sheets on their way in
    review                                            what a proposed change brings, and what to say of it
    pipeline | publish | report | clock               the order of things; swap in; words
    editing                                           canonical YAML, spreadsheets, what editors need
    scaffold | starting                               a new record; another district's repository
    site | metadata | api | checks                    pages; descriptions of data; JSON files; what is wrong
    datasets | indicators | records | changes | drafts | duties   tables as files; figures; YAML; what changed; what is due
    forms | queries | i18n | project                  the editing form; SQL over the tables; settings, words
    tables | modelio                                  typed rows; schemas from disk
    catalog | queryio | recordtypes | history | privacy   references; SQL; schemas; as they were; nothing personal
    yamlio                                            strict YAML
    model | yamlrules | staging | journal             what a record type is; what YAML may not hold; files swapped
    problems | outputs | roles | geo | workers | drawing | locks   a problem and a file are values; coordinates; pictures
    text                                              words in two languages
    storage                                           what is kept between builds
    core                                              the program's fingerprint
"""

__version__ = "0.1.0"
