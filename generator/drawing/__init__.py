"""Pictures without anybody's help: colours and their contrast, shapes out of SVG, PNG files.

Pure Python and no fonts, so that a fresh machine draws the same bytes as any other.
"""
