"""`python -m baspa`: the command line."""

from baspa.cli import main

main()
