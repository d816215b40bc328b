"""The command line from a checkout: `python cli.py build`."""

from baspa.cli import main

if __name__ == "__main__":
    main()
