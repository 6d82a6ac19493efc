"""What a project is set to: its folders, `mkdocs.yml`, interface words, colours, the day it is."""
