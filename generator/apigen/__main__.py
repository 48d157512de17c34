"""`python -m apigen` is the same as `apigen`."""

from apigen.cli import main

main()
