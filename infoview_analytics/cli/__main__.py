"""The command line for `python -m`, as git calls it."""

from infoview_analytics.cli import main

main(prog_name="infoview")
