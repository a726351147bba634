"""What a program writes to a terminal."""
import os
import pty
import subprocess


def on_terminal(arguments, stream, **more):
    """The bytes that come out of a terminal when the program has it as its stream "stdout" or "stderr". OSError when the system
    has no pseudo-terminals."""
    master, slave = pty.openpty()
    with subprocess.Popen(arguments, stdin=subprocess.DEVNULL, **{stream: slave}, **more):
        os.close(slave)
        parts = []
        try:
            while part := os.read(master, 65536):
                parts.append(part)
        except OSError:  # that is how a terminal ends
            pass
    os.close(master)
    return b"".join(parts)
