"""What a program writes to a terminal, and what it makes of what is typed there."""
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


def typed(arguments, text):
    """Output and messages of a program that is typed the text, which its end follows."""
    end = b"\x04"
    master, slave = pty.openpty()
    with subprocess.Popen(arguments, stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        os.write(master, text + end)
        try:
            return child.communicate(timeout=20)
        finally:
            child.kill()
            os.close(slave)
            os.close(master)
