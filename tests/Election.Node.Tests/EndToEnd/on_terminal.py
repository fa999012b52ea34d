"""Runs a program on a pseudo-terminal and tells what it did to it.

usage: on_terminal.py HOW PROGRAM ARGUMENT...
HOW is keys (vote and leave), quit (leave without a vote), term (SIGTERM while the vote is open), full (no file may grow past a limit, so
that the node fails), storm (sizes, pastes and escape sequences that mean nothing, then vote and leave), panes (leave every pane of a tmux
session when its election has ended), detach (leave a tmux session while the vote is open), alone (no other program is found), hangup (the
terminal's window is closed), deaf (the same, to a program that ignores SIGHUP), or stuck (nobody reads the screen any more; then SIGTERM).
Prints one line: the exit code, whether the terminal's modes are as they were, whether the screen was opened, whether it was closed last.
Where the terminal is no more, it prints the exit code and how many processes of the program's session are left.
"""
import fcntl
import os
import pty
import resource
import select
import signal
import struct
import subprocess
import sys
import termios
import time

# Only what hangs takes longer, however slow the machine.
LIMIT_SECONDS = 300
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
    if how == "alone":
        os.environ["PATH"] = ""
    if how == "deaf":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if how == "full":
        # The run-time maps its own code through a file unless it is told not to.
        os.environ["DOTNET_EnableWriteXorExecute"] = "0"
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    os.execv(command[0], command)

shown = b""
ends = time.monotonic() + LIMIT_SECONDS


def await_text(text, since=0):
    global shown
    while text not in shown[since:]:
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
elif how == "quit":
    await_text(b"to vote")
    os.write(master, b"q")
    await_text(b"anyway?")
    os.write(master, b"y")
elif how == "storm":
    await_text(b"to vote")
    for number in range(120):
        rows, columns = [(0, 0), (1, 1), (5, 20), (16, 60), (50, 200), (500, 2), (3, 900), (24, 80)][number % 8]
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(child, signal.SIGWINCH)
        os.write(master, [b"\x1b[99;98;97z", b"\x1bPq#0\x1b\\", b"\x1b]0;title\x07", b"\x1b[200~a\ry\r\x1b[2J\x1b[201~", b"\x1b[<99;1;1M",
                          b"\xff\xfe\xc3", b"\x1bO\x1b[", b"\x00\x01\x02"][number % 8])
        select.select([master], [], [], 0.01)
        while select.select([master], [], [], 0)[0]:
            shown += os.read(master, 65536)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.kill(child, signal.SIGWINCH)
    # What a sequence that stops halfway holds back is let go of after a while.
    time.sleep(1)
    since = len(shown)
    os.write(master, b"6")
    await_text(b"[6 Log]", since)
    os.write(master, b"1")
    since = len(shown)
    os.write(master, b"a")
    await_text(b"final.", since)
    os.write(master, b"y")
    await_text(b"ended", since)
    os.write(master, b"q")
elif how == "panes":
    await_text(b"ended")
    # The next pane is shown when the one before is gone.
    while time.monotonic() < ends and not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        os.write(master, b"q")
        while select.select([master], [], [], 0.3)[0]:
            shown += os.read(master, 65536)
elif how == "detach":
    await_text(b"to vote")
    os.write(master, b"\x02d")
elif how in ("hangup", "deaf"):
    await_text(b"2/3" if command[1] == "local" else b"to vote")
    os.close(slave)
    os.close(master)
elif how == "stuck":
    await_text(b"to vote")
    # More than a terminal holds: the program's next picture waits for room that never comes.
    for _ in range(200):
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24 + _ % 2, 80, 0, 0))
        os.kill(child, signal.SIGWINCH)
        os.write(master, b"2" if _ % 2 else b"1")
        time.sleep(0.02)
    os.kill(child, signal.SIGTERM)
elif how == "term":
    await_text(b"to vote")
    # The counterpart of the test that a node without a screen never loads the library.
    maps = "/proc/%d/maps" % child
    if os.path.exists(maps) and "Terminal.Gui" not in open(maps).read():
        sys.exit("a screen without its library")
    os.kill(child, signal.SIGTERM)



def left_behind():
    """The processes of the program's session that are still there."""
    found = []
    for process in map(int, subprocess.run(["ps", "-A", "-o", "pid="], capture_output=True, check=True).stdout.split()):
        try:
            if process != child and os.getsid(process) == child:
                found.append(process)
        except OSError:
            pass
    return found


if how in ("hangup", "deaf", "stuck"):
    done = 0
    while not done and time.monotonic() < ends:
        done, code = os.waitpid(child, os.WNOHANG)
        time.sleep(0.05)
    left = left_behind()
    while done and left and time.monotonic() < ends:
        time.sleep(0.05)
        left = left_behind()
    for process in left:
        os.kill(process, signal.SIGKILL)
    if not done:
        os.kill(child, signal.SIGKILL)
        sys.exit("did not end")
    print(os.waitstatus_to_exitcode(code), len(left))
    sys.exit()

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
if how in ("panes", "detach", "alone"):
    sys.stderr.write(shown.decode(errors="replace"))
elif status not in (0, 143):
    sys.stderr.write(shown[max(shown.find(b"\x1b[?1049l"), 0):].decode(errors="replace"))
