"""`python -m baspa`, and the program `baspa`: the command line."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until there is somebody who minds, Ctrl+C ends us without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from baspa.cli import main

if __name__ == "__main__":
    main()
