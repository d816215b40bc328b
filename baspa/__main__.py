"""`python -m baspa`, and the program `baspa`: the command line."""

import atexit
import contextlib
import os
import signal
import sys
import threading

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until there is somebody who minds, Ctrl+C ends us without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from baspa.cli import main as commands


def main() -> None:
    """Run the command line, and end.

    Of a long thesis, Python takes a twentieth of a second to free what the system frees at once.
    """
    try:
        commands()
    except SystemExit as end:
        if threading.active_count() == 1 and isinstance(end.code, int):
            with contextlib.suppress(OSError):  # Python tells of what cannot be written
                for stream in filter(None, (sys.stdout, sys.stderr)):
                    stream.flush()
                atexit._run_exitfuncs()
                os._exit(end.code)
        raise


if __name__ == "__main__":
    main()
