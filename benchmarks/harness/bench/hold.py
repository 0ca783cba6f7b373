"""scripts/bench hold: idle connections held through the proxy, their memory, and a clean drain."""

import argparse
import os
import re
import resource
import socket
import statistics
import subprocess
import sys
import time

from . import machine, process, programs, table

SOURCES = 8  # loopback addresses the clients come from: 127.0.0.2 and on
MESSAGE = bytes(range(64))
BACKENDS = ["io_uring", "epoll"]
SPARE_DESCRIPTORS = 80
DESCRIPTORS = 65536
GRACE_SECONDS = 60
CONNECT_SECONDS = 5  # the proxy's own default


def raise_descriptors():
    """As far as this user may; returns the limit."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in (max(hard, DESCRIPTORS), hard):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, wanted))
            return wanted
        except (ValueError, OSError):
            continue
    return hard


def status_kib(pid, field):
    with open("/proc/%d/status" % pid, encoding="utf-8") as file:
        for line in file:
            if line.startswith(field + ":"):
                return int(line.split()[1])
    raise process.Failure("no %s for the proxy" % field)


def descriptors(pid):
    return len(os.listdir("/proc/%d/fd" % pid))


class Proxy:
    """scripts/ringwake proxy, as users start it."""

    def __init__(self, root, upstream, backend, options):
        command = [os.path.join(root, "scripts", "ringwake"), "proxy", "--listen", "127.0.0.1:0",
                   "--upstream", "127.0.0.1:%d" % upstream.port, "--backend", backend,
                   "--max-connections", str(options.connections + 10), "--stats", "0",
                   "--buffer", options.buffer,
                   "--connect-timeout", "%ds" % (CONNECT_SECONDS * options.patience),
                   "--grace", "%ds" % (GRACE_SECONDS * options.patience)]
        self.patience = options.patience
        environment = dict(os.environ, JAVA_TOOL_OPTIONS=" ".join(programs.JVM_FLAGS))
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
            **process.pins(process.SERVER_CPU))
        line = self.process.stdout.readline()
        found = re.search(r"listening on \S+?:(\d+)", line)
        if not found:
            self.process.kill()
            raise process.Failure("proxy: " + line + self.process.communicate()[1])
        self.port = int(found.group(1))

    @property
    def pid(self):
        return self.process.pid

    def collect(self):
        """A full collection, so that what is left is held and not merely not yet collected."""
        subprocess.run([os.path.join(programs.java_home(), "bin", "jcmd"), str(self.pid), "GC.run"],
                       check=False, capture_output=True, timeout=60 * self.patience)

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


def connect(port, count):
    """count connections to the port, each carrying one checked message there and back."""
    held = []
    for number in range(count):
        one = socket.socket()
        one.settimeout(20)
        one.setsockopt(socket.IPPROTO_IP, 24, 1)  # IP_BIND_ADDRESS_NO_PORT
        one.bind(("127.0.0.%d" % (2 + number % SOURCES), 0))
        one.connect(("127.0.0.1", port))
        held.append(one)
    check(held)
    return held


def check(held):
    """One message through every connection; returns the round trips in microseconds."""
    trips = []
    for one in held:
        begin = time.perf_counter()
        one.sendall(MESSAGE)
        answer = b""
        while len(answer) < len(MESSAGE):
            part = one.recv(len(MESSAGE) - len(answer))
            if not part:
                raise process.Failure("a held connection was closed")
            answer += part
        if answer != MESSAGE:
            raise process.Failure("a held connection gave back other bytes")
        trips.append((time.perf_counter() - begin) * 1e6)
    return trips


def close(held):
    for one in held:
        one.close()


def settle(proxy, wanted):
    """Until the proxy has no more than this many descriptors."""
    deadline = time.monotonic() + 20 * proxy.patience
    while descriptors(proxy.pid) > wanted and time.monotonic() < deadline:
        time.sleep(0.05)


def refused(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
        return False
    except ConnectionRefusedError:
        return True


def drain(proxy, held):
    """SIGTERM with everything open: nothing new, the old go on, and exit when they have ended."""
    proxy.process.terminate()
    deadline = time.monotonic() + 10 * proxy.patience
    while not refused(proxy.port):
        if time.monotonic() > deadline:
            raise process.Failure("the proxy still accepts after SIGTERM")
        time.sleep(0.05)
    check(held)
    begin = time.monotonic()
    close(held)
    _, errors = proxy.process.communicate(timeout=(GRACE_SECONDS + 20) * proxy.patience)
    return proxy.process.returncode, time.monotonic() - begin, errors


def burn(proxy, seconds):
    """CPU milliseconds per second of the proxy while nothing moves."""
    def ticks():
        with open("/proc/%d/stat" % proxy.pid, encoding="utf-8") as file:
            return sum(int(v) for v in file.read().rsplit(")", 1)[1].split()[11:13])
    before = ticks()
    time.sleep(seconds)
    return (ticks() - before) * 1000.0 / os.sysconf("SC_CLK_TCK") / seconds


def measure(root, backend, options):
    """The figures of one backend."""
    with process.Servers() as servers:
        upstream = servers.start("upstream", [programs.native(root, "echo_epoll")],
                                 cpu=process.LOAD_CPU)
        proxy = Proxy(root, upstream, backend, options)
        try:
            return held_figures(proxy, backend, options)
        finally:
            proxy.stop()


def held_figures(proxy, backend, options):
    idle = descriptors(proxy.pid)
    for _ in range(3):  # compiles the code and touches the heap first
        close(connect(proxy.port, min(options.connections, 500)))
        settle(proxy, idle + 3)
    proxy.collect()
    before = status_kib(proxy.pid, "VmRSS")
    begin = time.monotonic()
    held = connect(proxy.port, options.connections)
    opened = time.monotonic() - begin
    proxy.collect()
    after = status_kib(proxy.pid, "VmRSS")
    idle_cpu = burn(proxy, 2.0)
    trips = check(held)
    open_descriptors = descriptors(proxy.pid)
    status, seconds, errors = drain(proxy, held)
    if status != 0 or "Exception" in errors:
        raise process.Failure("proxy ended with status %d: %s" % (status, errors))
    return [backend, str(len(held)), str(open_descriptors), "%.0f" % (before / 1024),
            "%.0f" % (after / 1024), "%.2f" % ((after - before) / len(held)),
            "%.0f" % (len(held) / opened), "%.1f" % idle_cpu,
            "%.0f" % statistics.median(trips), str(status), "%.2f" % seconds]


HEADER = ["backend", "connections", "proxy's fds", "RSS before MiB", "RSS held MiB",
          "KiB/connection", "opened/s", "idle CPU ms/s", "median trip us", "exit", "drain s"]
NOTE = """Each connection comes from one of %d loopback addresses and goes through the proxy to the C epoll echo
server; one message goes through each when it is opened, after idling, and after SIGTERM. RSS is read
after a full collection, before and with the connections; kernel memory (sockets) is not in it.
Then SIGTERM with all of them open: new connections are refused, the held ones still carry a message,
the clients close, and the proxy ends by itself with status 0, in "drain s" after the clients began.
""" % SOURCES


def parse(arguments):
    parser = argparse.ArgumentParser(prog="scripts/bench hold", description=__doc__)
    parser.add_argument("--connections", type=int, default=10000)
    parser.add_argument("--buffer", default="16k", help="the proxy's --buffer")
    parser.add_argument("--patience", type=int, default=1,
                        help="multiplies the time-outs, for an emulated machine")
    parser.add_argument("--backend", nargs="+", default=BACKENDS, choices=BACKENDS)
    parser.add_argument("--quick", action="store_true", help="500 connections; writes no file")
    options = parser.parse_args(arguments)
    if options.quick:
        options.connections = 500
    room = (raise_descriptors() - SPARE_DESCRIPTORS) // 2
    if options.connections > room:
        print("bench: the descriptor limit allows %d connections" % room, file=sys.stderr)
        options.connections = room
    return options


def main(root, arguments):
    options = parse(arguments)
    programs.build_native(root)
    try:
        rows = [measure(root, backend, options) for backend in options.backend]
    except process.Failure as failure:
        sys.exit("bench: %s" % failure)
    text = table.markdown(HEADER, rows)
    print(text)
    if not options.quick:
        command = " ".join(["scripts/bench", "hold"] + arguments)
        machine.write(root, "hold", "Connections held through the proxy", command,
                      NOTE + "\n" + text + "\n")
    return 0
