"""`python -m pipeline`: the same as the command `binding`."""

from pipeline.cli.commands import main

main()
