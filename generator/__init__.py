"""Youth Home Atlas: YAML records become a public site and open datasets.

Start at `pipeline.build`, which reads as prose. The layers, from the top; each looks down only, and
rooms beside each other know nothing of each other. `lint-imports` holds the program to it:

    __main__                                    the command line
    commands | mkdocs_hook                      what each command does; plain `mkdocs build`
    pipeline                                    the order of things
    site | spreadsheets                         pages and their files; records as sheets, out and in
    datasets | checks | reports | review | editing   published files; what is wrong; what is due; proposals; YAML changed
    tables | history | forms                    typed rows, SQL and indicators; what changed; the editing form
    records | privacy | config                  YAML as records; nothing personal goes out; settings and words
    schema | storage | scaffold                 the model; files on disk; another district's repository
    core                                        values, texts, strict YAML, the program's fingerprint
"""

__version__ = "0.1.0"
