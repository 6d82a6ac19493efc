"""How fast the program is, next to other site generators fed with the same pages in the same run.

Start at `__main__`. `measure` runs a command and watches it, `ours` and `peers` say what is run,
`pages` turns records into the Markdown that the peers get, `table` prints. Nothing here is a test:
seconds depend on the machine and on what else it does.
"""
