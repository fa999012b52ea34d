"""Runs in a network namespace of its own: receivers of the program hear sender.py, then receiver.py hears the program's send."""
import os, subprocess, sys

PROGRAM, HERE = sys.argv[1], os.path.dirname(os.path.abspath(__file__))
GROUP, PIPE = '224.3.29.71:10000', subprocess.PIPE


def run(*command):
    return subprocess.run(command, check=True, stdout=PIPE, text=True, timeout=60).stdout


def start(*command, ready):
    process = subprocess.Popen(command, stdout=PIPE, stderr=subprocess.STDOUT, text=True)
    line = process.stdout.readline()
    if not line.startswith(ready):
        sys.exit(f'{command} said {line!r}')
    return process


run('ip', 'link', 'set', 'lo', 'up')
run('ip', 'route', 'add', '224.0.0.0/4', 'dev', 'lo', 'src', '127.0.0.1')

receivers = [start(PROGRAM, 'multicast', 'receive', '-g', GROUP, '--ack', '--count', '1', '--timeout', '60s', ready='joined') for _ in range(2)]
print('python heard', run(sys.executable, os.path.join(HERE, 'sender.py')), sep='\n')
for receiver in receivers:
    print('receive printed', receiver.communicate(timeout=60)[0], receiver.returncode, sep='\n')

listener = start(sys.executable, os.path.join(HERE, 'receiver.py'), ready='joined')
print('send printed', run(PROGRAM, 'multicast', 'send', '-g', GROUP, 'very important data', '--wait', '3s'), sep='\n')
print('python received', listener.communicate(timeout=60)[0], sep='\n')
