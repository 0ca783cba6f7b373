"""Processes under measurement: pinned, bounded, and gone when the harness is gone."""

import ctypes
import json
import os
import select
import signal
import subprocess

SERVER_CPU = 0
LOAD_CPU = 1
PRIORITY = -15
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


class Policy:
    """How the programs are scheduled. Realtime keeps everything else off both CPUs meanwhile."""

    realtime = False
    inherited = False  # the programs run as the harness itself does

    @staticmethod
    def describe():
        if Policy.inherited:
            shared = os.sched_getscheduler(0) == os.SCHED_OTHER
            return "normal" if shared else "realtime (chrt)"
        if os.geteuid() != 0:
            return "normal"
        return "round-robin realtime" if Policy.realtime else "raised (nice %d)" % PRIORITY


class Failure(Exception):
    """A program did not do what the harness asked; says which and what it printed."""


def _prepare(cpu):
    def run():
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        os.sched_setaffinity(0, {cpu})
        try:
            if Policy.realtime:
                os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
            else:
                os.setpriority(os.PRIO_PROCESS, 0, PRIORITY)
        except PermissionError:
            pass  # measured all the same, with more noise from whatever else runs
    return run


def pins(cpu):
    """What subprocess needs to start a child on one CPU."""
    return {"preexec_fn": _prepare(cpu)}


class Server:
    """A server that prints {"port":N} first, and lives until stop()."""

    def __init__(self, name, command, cpu=SERVER_CPU, environment=None):
        self.name = name
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            env=dict(os.environ, **(environment or {})), **pins(cpu))
        try:
            self.port = self.answer(20)["port"]
        except Failure:
            self.stop()
            raise

    @property
    def pid(self):
        return self.process.pid

    def answer(self, seconds):
        """The next line of output, which is JSON."""
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        line = self.process.stdout.readline() if ready else ""
        try:
            return json.loads(line)
        except ValueError:
            status = self.process.poll()
            raise Failure("%s: no answer (%r, status %s)" % (self.name, line, status)) from None

    def sample(self):
        """What the server knows of itself; Java servers only."""
        self.process.stdin.write("sample\n")
        self.process.stdin.flush()
        return self.answer(10)

    def stop(self):
        """Returns the exit status; a server that does not end on SIGTERM is killed."""
        self.process.terminate()
        try:
            self.process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
        return self.process.returncode


class Servers:
    """Several servers, stopped together however the block ends."""

    def __init__(self):
        self.running = []

    def __enter__(self):
        return self

    def start(self, name, command, **options):
        server = Server(name, command, **options)
        self.running.append(server)
        return server

    def __exit__(self, *_):
        for server in self.running:
            server.stop()


def load(program, server, connections, size, warmup, duration, pipeline=1):
    """One run of the C load; what it printed, as a dictionary."""
    command = [program, "--connect", "127.0.0.1:%d" % server.port,
               "--connections", str(connections), "--size", str(size),
               "--pipeline", str(pipeline), "--warmup", str(warmup),
               "--duration", str(duration), "--watch", str(server.pid)]
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          timeout=warmup + duration + 70, **pins(LOAD_CPU))
    if done.returncode != 0:
        raise Failure("%s: %s" % (server.name, done.stderr.strip()))
    return json.loads(done.stdout)
