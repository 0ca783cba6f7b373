"""scripts/bench echo: one core of server, one core of load, what a message costs."""

import argparse
import statistics
import sys

from . import machine, process, programs, table

CELLS = [(1, 64), (64, 64), (1000, 64), (64, 4096)]  # connections, bytes of a message
BAR = {"library-epoll": "c-epoll", "library-uring": "c-uring", "reactor-epoll": "c-epoll",
       "reactor-uring": "c-uring", "ringwake-epoll": "c-epoll", "ringwake-uring": "c-uring",
       "await-epoll": "c-epoll", "await-uring": "c-uring"}
# The runtime's server over another binding than JNI; "ffm" needs JDK 22.
BINDINGS = ["ffm", "jnr", "jna"]
BAR.update({"ringwake-epoll-" + binding: "c-epoll" for binding in BINDINGS})
BAR.update({"ringwake-uring-" + binding: "c-uring" for binding in BINDINGS})
DEFAULT = ["c-epoll", "c-uring", "c-uring-multishot", "library-epoll", "library-uring",
           "reactor-epoll", "reactor-uring", "ringwake-epoll", "ringwake-uring", "await-epoll",
           "await-uring", "nio", "virtual-threads"]
DISTURBED = 0.05  # share of the window the server's thread stood in the run queue
ATTEMPTS = 4


class Kind:
    """A server that can be measured: how it is started, and whether it needs warming up."""

    def __init__(self, command, is_java):
        self.command = command
        self.is_java = is_java


def kinds(root):
    """name -> Kind"""
    library = programs.library(root)

    def c(name, *options):
        return Kind([programs.native(root, name), "--lifetime", "3600"] + list(options), False)

    def java(name, *options, flags=()):
        command = list(flags) + ["-cp", programs.jar(root), programs.ECHO + name] + list(options)
        return Kind(programs.java(command), True)

    def bound(binding, backend):
        return java("RingwakeEchoServer", backend, flags=["-Dringwake.ffi=" + binding])

    known = {
        "c-epoll": c("echo_epoll"),
        "c-uring": c("echo_uring"),
        "c-uring-multishot": c("echo_uring", "--multishot"),
        "library-epoll": c("echo_ring", "--library", library, "--backend", "epoll"),
        "library-uring": c("echo_ring", "--library", library, "--backend", "io_uring"),
        "reactor-epoll": java("ReactorEchoServer", "epoll"),
        "reactor-uring": java("ReactorEchoServer", "io_uring"),
        "ringwake-epoll": java("RingwakeEchoServer", "epoll"),
        "ringwake-uring": java("RingwakeEchoServer", "io_uring"),
        "await-epoll": java("AwaitEchoServer", "epoll"),
        "await-uring": java("AwaitEchoServer", "io_uring"),
        "nio": java("NioEchoServer"),
        "virtual-threads": java("VirtualThreadEchoServer"),
    }
    for binding in BINDINGS:
        known["ringwake-epoll-" + binding] = bound(binding, "epoll")
        known["ringwake-uring-" + binding] = bound(binding, "io_uring")
    return known


class Round:
    """The figures of one window."""

    def __init__(self, result):
        messages = max(result["messages"], 1)
        threads = sorted(result["watched"]["threads"], key=lambda t: -t["run_us"])
        self.process_us = sum(t["run_us"] for t in threads) / messages
        self.thread_us = threads[0]["run_us"] / messages if threads else 0.0
        self.thread_name = threads[0]["name"] if threads else ""
        self.rate = result["messages_per_second"]
        self.p50 = result["p50_us"]
        self.p99 = result["p99_us"]
        waited = threads[0]["wait_us"] if threads else 0.0
        self.waited = waited / (result["seconds"] * 1e6)


def measure(root, server, cell, options):
    """One window; repeated while others take the server's CPU, up to a limit."""
    rounds = []
    for _ in range(options.attempts):
        rounds.append(Round(process.load(
            programs.native(root, "load"), server, cell[0], cell[1], 0.3, options.window)))
        if rounds[-1].waited < DISTURBED:
            break
    return min(rounds, key=lambda r: r.waited)


def run_cell(root, servers, cell, options):
    """Rounds A B C D, A B C D ...; name -> [Round]"""
    known = kinds(root)
    for server in servers:
        if known[server.name].is_java:
            process.load(programs.native(root, "load"), server, cell[0], cell[1], 0,
                         options.warmup)
    found = {server.name: [] for server in servers}
    for number in range(options.rounds):
        for server in servers:
            found[server.name].append(measure(root, server, cell, options))
        print("bench: %d x %d B, round %d of %d" % (cell + (number + 1, options.rounds)),
              file=sys.stderr)
    return found


def median(rounds, name):
    return statistics.median(getattr(r, name) for r in rounds)


def of_bar(bar, rounds):
    """Round by round, since what drifts is the machine."""
    return statistics.median(b.process_us / r.process_us for b, r in zip(bar, rounds))


def spread(rounds):
    values = [r.thread_us for r in rounds]
    return "%.2f..%.2f" % (min(values), max(values))


def row(name, found):
    rounds = found[name]
    bar = found.get(BAR.get(name, ""))
    ratio = "%.2f" % of_bar(bar, rounds) if bar else ""
    disturbed = sum(1 for r in rounds if r.waited >= DISTURBED)
    return [name, "%.2f" % median(rounds, "process_us"), "%.2f" % median(rounds, "thread_us"),
            spread(rounds), ratio, "%.0f" % median(rounds, "rate"), "%.0f" % median(rounds, "p50"),
            "%.0f" % median(rounds, "p99"), "%d/%d" % (disturbed, len(rounds))]


HEADER = ["server", "CPU us/msg", "its busiest thread", "min..max", "of the C loop", "messages/s",
          "p50 us", "p99 us", "disturbed"]


def render(results):
    parts = []
    for cell, found in results:
        parts.append("### %d connection%s, %d bytes\n" % (
            cell[0], "" if cell[0] == 1 else "s", cell[1]))
        parts.append(table.markdown(HEADER, [row(name, found) for name in found]))
        parts.append("")
    return "\n".join(parts)


def explain(options):
    return """Server on CPU %d, load on CPU %d. Medians of %d interleaved rounds of %.1f s, all servers up at once.
CPU us/msg: user and system time of the whole server process in the window, divided by the messages
echoed in it; beside it that of the process's busiest thread, so that a JVM's compiler and collector
threads show as the difference. min..max is the busiest thread's over the rounds. "Of the C loop":
CPU per message of the C loop on the same backend divided by the server's (1.00: the same), the median
over the rounds of the quotient within each round.
Disturbed: rounds in which the server's thread stood in the run queue, ready, for more than %d %% of
the window even in the best of %d tries. Every byte echoed was checked.
""" % (process.SERVER_CPU, process.LOAD_CPU, options.rounds, options.window, DISTURBED * 100,
       options.attempts)


def cell_of(text):
    connections, size = text.split("x")
    return int(connections), int(size)


def parse(root, arguments):
    parser = argparse.ArgumentParser(prog="scripts/bench echo", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smoke test; writes no file")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--window", type=float, default=1.0, help="seconds of each measurement")
    parser.add_argument("--warmup", type=float, default=3.0, help="seconds per JVM and cell")
    parser.add_argument("--attempts", type=int, default=ATTEMPTS, help="tries at a quiet window")
    parser.add_argument("--cells", type=cell_of, nargs="+", default=CELLS, metavar="NxBYTES")
    parser.add_argument("--servers", nargs="+", default=None, choices=sorted(kinds(root)))
    parser.add_argument("--realtime", action="store_true",
                        help="server and load before everything else on their CPUs (root)")
    parser.add_argument("--no-file", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    if options.quick:
        options.rounds, options.window, options.warmup, options.attempts = 1, 0.2, 0.3, 1
        options.cells = options.cells[:2]
    process.Policy.realtime = options.realtime
    if options.servers is None:
        options.servers = [name for name in DEFAULT
                           if name != "virtual-threads" or programs.java_major() >= 21]
    return options


def compare(root, options):
    """Every server in every cell: [(cell, {name: [Round]})]"""
    known = kinds(root)
    results = []
    try:
        with process.Servers() as servers:
            for name in options.servers:
                servers.start(name, known[name].command)
            for cell in options.cells:
                results.append((cell, run_cell(root, servers.running, cell, options)))
    except process.Failure as failure:
        sys.exit("bench: %s" % failure)
    return results


def main(root, arguments):
    programs.build(root)
    options = parse(root, arguments)
    text = render(compare(root, options))
    print(text)
    if not (options.quick or options.no_file):
        command = " ".join(["scripts/bench", "echo"] + arguments)
        machine.write(root, "echo", "Echo: CPU per message", command,
                      explain(options) + "\n" + text)
    return 0
