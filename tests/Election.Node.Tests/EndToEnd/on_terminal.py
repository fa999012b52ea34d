"""Runs a program on a pseudo-terminal and tells what it did to it.

usage: on_terminal.py HOW PROGRAM ARGUMENT...
HOW is keys (vote and leave), term (SIGTERM while the vote is open), or full (no file may grow past a limit, so that the node fails).
Prints one line: the exit code, whether the terminal's modes are as they were, whether the screen was opened, whether it was closed last.
"""
import fcntl
import os
import pty
import resource
import select
import signal
import struct
import sys
import termios
import time

LIMIT_SECONDS = 60
LARGEST_FILE = 1500

how, command = sys.argv[1], sys.argv[2:]
master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
before = termios.tcgetattr(slave)
child = os.fork()
if child == 0:
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for stream in (0, 1, 2):
        os.dup2(slave, stream)
    os.environ.pop("DisableRealDriverIO", None)
    os.environ["TERM"] = "xterm-256color"
    if how == "full":
        # The run-time maps its own code through a file unless it is told not to.
        os.environ["DOTNET_EnableWriteXorExecute"] = "0"
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    os.execv(command[0], command)

shown = b""
ends = time.monotonic() + LIMIT_SECONDS


def await_text(text):
    global shown
    while text not in shown:
        left = ends - time.monotonic()
        if left <= 0 or not select.select([master], [], [], left)[0]:
            os.kill(child, signal.SIGKILL)
            sys.exit("never shown: %r in %r" % (text, shown[-2000:]))
        try:
            shown += os.read(master, 65536)
        except OSError:
            break


if how == "keys":
    await_text(b"to vote")
    os.write(master, b"a")
    await_text(b"final.")
    os.write(master, b"y")
    await_text(b"ended")
    os.write(master, b"q")
elif how == "term":
    await_text(b"to vote")
    os.kill(child, signal.SIGTERM)

status = None
while status is None and time.monotonic() < ends:
    if select.select([master], [], [], 0.05)[0]:
        shown += os.read(master, 65536)
    done, code = os.waitpid(child, os.WNOHANG)
    if done:
        status = os.waitstatus_to_exitcode(code)
while select.select([master], [], [], 0.2)[0]:
    shown += os.read(master, 65536)
if status is None:
    os.kill(child, signal.SIGKILL)
    sys.exit("did not end: %r" % shown[-2000:])
opened, closed = shown.rfind(b"\x1b[?1049h"), shown.rfind(b"\x1b[?1049l")
print(status, termios.tcgetattr(slave) == before, opened >= 0, closed > opened, shown.rfind(b"\x1b[?25h") > shown.rfind(b"\x1b[?25l"))
if status not in (0, 143):
    sys.stderr.write(shown[max(shown.find(b"\x1b[?1049l"), 0):].decode(errors="replace"))
