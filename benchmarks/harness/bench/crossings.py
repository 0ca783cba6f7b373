"""scripts/bench crossings: native calls and allocated bytes per operation, counted by the server."""

import argparse
import os
import subprocess
import sys
import time

from . import echo, machine, process, programs, table

SERVERS = ["reactor-uring", "reactor-epoll", "ringwake-uring", "ringwake-epoll", "await-uring",
           "await-epoll"]
HEADER = ["server", "connections", "operations", "crossings/operation", "bytes allocated/operation",
          "completions/operation", "wakes", "CPU"]
NOTE = """One echoed message is two operations, a receive and a send. The server reports its reactor's counts and
its thread's allocated bytes (the JVM's own counter) at both ends of a window, after warm-up. CPU is the share
of the window in which the server ran: one that has to wait for the load puts into a crossing only what has
come meanwhile, so compare servers that are as busy.
"""


def cpu_seconds(pid):
    """What all threads of the process have used so far."""
    with open("/proc/%d/stat" % pid) as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def sample(server):
    """The server's counts, and the time at which it has given them."""
    found = server.sample()
    found["cpu"], found["clock"] = cpu_seconds(server.pid), time.monotonic()
    return found


def measure(root, server, connections, options):
    """The window lies inside one run of the load."""
    command = [programs.native(root, "load"), "--connect", "127.0.0.1:%d" % server.port,
               "--connections", str(connections), "--duration",
               str(options.warmup + options.window + 1)]
    load = subprocess.Popen(command, stdout=subprocess.DEVNULL, **process.pins(process.LOAD_CPU))
    try:
        time.sleep(options.warmup)
        first = sample(server)
        time.sleep(options.window)
        last = sample(server)
    finally:
        status = load.wait(timeout=options.warmup + options.window + 70)
    if status != 0:
        raise process.Failure("the load ended with status %d" % status)
    return {name: last[name] - first[name] for name in first}


def row(name, connections, counted):
    operations = max(counted["operations"], 1)
    return [name, str(connections), str(operations),
            "%.4f" % (counted["crossings"] / operations),
            "%.3f" % (counted["allocated_bytes"] / operations),
            "%.3f" % (counted["completions"] / operations), str(counted["wakes"]),
            "%.0f %%" % (100 * counted["cpu"] / counted["clock"])]


def parse(arguments):
    parser = argparse.ArgumentParser(prog="scripts/bench crossings", description=__doc__)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 64, 1000])
    parser.add_argument("--warmup", type=float, default=8.0, help="seconds of load before")
    parser.add_argument("--window", type=float, default=4.0, help="seconds between the samples")
    parser.add_argument("--servers", nargs="+", default=SERVERS, choices=SERVERS)
    parser.add_argument("--quick", action="store_true", help="a smoke test; writes no file")
    options = parser.parse_args(arguments)
    if options.quick:
        options.warmup, options.window = 1.0, 0.5
    return options


def main(root, arguments):
    options = parse(arguments)
    programs.build(root)
    rows = []
    try:
        for name in options.servers:
            with process.Servers() as servers:
                server = servers.start(name, echo.kinds(root)[name].command)
                for connections in options.connections:
                    counted = measure(root, server, connections, options)
                    rows.append(row(name, connections, counted))
    except process.Failure as failure:
        sys.exit("bench: %s" % failure)
    text = table.markdown(HEADER, rows)
    print(text)
    if not options.quick:
        command = " ".join(["scripts/bench", "crossings"] + arguments)
        machine.write(root, "crossings", "Native crossings and allocation per operation", command,
                      NOTE + "\n" + text + "\n")
    return 0
