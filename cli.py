"""The command line from a checkout: `python cli.py build`."""

from baspa.__main__ import main

if __name__ == "__main__":
    main()
