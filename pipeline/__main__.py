"""`python -m pipeline`: the same as the command `binding`."""

from pipeline.cli.start import main

main()
