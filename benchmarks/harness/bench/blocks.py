"""scripts/bench async: what async blocks cost in time and memory.

--quick        instants instead of a measurement
--print        writes no file into benchmarks/results
--only=TEXT    rows whose name has it
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

from . import machine, process, programs, table

PACKAGE = "io.ringwake.benchmarks."
AWAIT = "async.AwaitBenchmark."
CHAIN = "async.AwaitChainBenchmark."
MULTI = "scheduler.MultiThreadBenchmark."
WORKERS = 2
# Each cell: the name of the benchmark, and of the parameters that pick it.
Row = collections.namedtuple("Row", "id await_ by_hand others")


def chain(depth):
    picked = {"depth": str(depth)}
    return Row("chain of %d" % depth, (CHAIN + "blocks", picked), (CHAIN + "byHand", picked),
               {"CompletableFuture": (CHAIN + "completableFutures", picked)})


def load(name, method):
    return Row(name, (MULTI + method, {"system": "await"}), (MULTI + method, {"system": "ringwake"}),
               {"virtual threads": (MULTI + method, {"system": "virtual"})})


ROWS = [
    Row("ready await", (AWAIT + "ready", {}), (AWAIT + "readyByHand", {}), {}),
    Row("suspended await", (AWAIT + "suspended", {}), (AWAIT + "suspendedByHand", {}), {}),
    chain(1), chain(5), chain(20),
    load("yield_many", "yieldMany"),
    load("ping_pong", "pingPong"),
]
OTHERS = ("CompletableFuture", "virtual threads")
HEAP = ["-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Xmn600m", "-XX:-UsePerfData"]
# Without thread-local buffers, whose unused rest would be counted as used.
COUNTED = ["-XX:+UseSerialGC", "-Xms2g", "-Xmx2g", "-XX:-UseTLAB", "-XX:-UsePerfData"]
KINDS = [
    ("async block", "block"),
    ("future written by hand", "by_hand"),
    ("Kotlin suspend function", "kotlin_function"),
    ("CompletableFuture stage", "stage"),
    ("task with an async block", "block_task"),
    ("task with a future written by hand", "by_hand_task"),
    ("launched Kotlin coroutine", "kotlin_launched"),
    ("virtual thread", "virtual_thread"),
]
TIMES = """Nanoseconds for one operation: an await, a chain, a yield, a pair of tasks. The first rows are polled
in a loop, without a scheduler; a chain is made, suspended at its end, resumed and ended. `yield_many`
and `ping_pong` are tasks of a runtime with %d workers. By hand: the same futures, written as classes
with a `poll`. `B/op`: what the async blocks allocate for one operation, the results of the awaited
futures included.

"""
BYTES = """Bytes of heap for one that waits, with a `long`, an `int` and a reference to go on with; what is waited
for is left out. Virtual threads are parked, and not tracked by the JDK (`-Djdk.trackAllThreads=false`).

"""


def java(flags):
    native_access = ["--enable-native-access=ALL-UNNAMED"] if programs.java_major() >= 22 else []
    return [os.path.join(programs.java_home(), "bin", "java")] + flags + native_access


def cells(rows):
    """All that is to be measured."""
    found = []
    for row in rows:
        found += [row.await_, row.by_hand] + list(row.others.values())
    return [cell for cell in found if programs.java_major() >= 21
            or cell[1].get("system") != "virtual"]


def run_jmh(root, options, rows):
    """{(benchmark, parameter): (nanoseconds, bytes)}."""
    times = ["-f", "2", "-wi", "3", "-i", "4", "-w", "400ms", "-r", "400ms"]
    if options.quick:
        times = ["-f", "1", "-wi", "1", "-i", "1", "-w", "200ms", "-r", "200ms"]
    wanted = cells(rows)
    systems = sorted({cell[1]["system"] for cell in wanted if "system" in cell[1]})
    depths = sorted({cell[1]["depth"] for cell in wanted if "depth" in cell[1]})
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "jmh.json")
        flags = HEAP + ["-Djdk.virtualThreadScheduler.parallelism=%d" % WORKERS,
                        "-Djdk.virtualThreadScheduler.maxPoolSize=%d" % WORKERS]
        command = java(flags) + ["-jar", programs.jar(root)] + times
        command += ["-p", "workers=%d" % WORKERS, "-prof", "gc", "-foe", "true"]
        command += ["-p", "system=" + ",".join(systems)] if systems else []
        command += ["-p", "depth=" + ",".join(depths)] if depths else []
        command += ["-rf", "json", "-rff", path]
        command += sorted({"^" + (PACKAGE + c[0]).replace(".", "\\.") + "$" for c in wanted})
        if subprocess.run(command, check=False, stdout=sys.stderr).returncode != 0:
            sys.exit("bench: JMH failed")
        with open(path, encoding="utf-8") as file:
            results = json.load(file)
    return {key(result["benchmark"][len(PACKAGE):], result.get("params", {})): score(result)
            for result in results}


def key(benchmark, parameters):
    return benchmark, parameters.get("depth"), parameters.get("system")


def score(result):
    allocated = result["secondaryMetrics"].get("gc.alloc.rate.norm", {}).get("score", 0.0)
    return result["primaryMetric"]["score"], allocated


def times_table(rows, found):
    body = []
    for row in rows:
        ours, hand = found[key(*row.await_)], found[key(*row.by_hand)]
        others = [found.get(key(*row.others[name])) if name in row.others else None
                  for name in OTHERS]
        body.append([row.id, "%.1f" % ours[0], "%.1f" % hand[0], "%+.1f" % (ours[0] - hand[0])]
                    + ["%.1f" % other[0] if other else "-" for other in others]
                    + ["%.0f" % ours[1]])
    header = ["ns/op", "await", "by hand", "difference"] + list(OTHERS) + ["await B/op"]
    return table.markdown(header, body)


def build_kotlin(root):
    """Where its classes are; None, said loudly, if it cannot be built here."""
    pom = os.path.join(root, "benchmarks", "kotlin", "pom.xml")
    target = os.path.join(root, "benchmarks", "target", "kotlin")
    done = subprocess.run(["mvn", "-q", "-B", "-ntp", "-f", pom, "process-classes"], check=False,
                          capture_output=True, text=True)
    if done.returncode != 0:
        print("bench: SKIPPED Kotlin: Maven cannot build it", file=sys.stderr)
        return None
    return os.path.join(target, "classes") + ":" + os.path.join(target, "lib", "*")


def count_bytes(root):
    """{kind: bytes} of all that this JDK has."""
    own = PACKAGE + "async.WaitingBytes"
    found = {}
    for _, kind in KINDS:
        if kind == "virtual_thread" and programs.java_major() < 21:
            print("bench: SKIPPED virtual threads: JDK %d has none" % programs.java_major(),
                  file=sys.stderr)
        elif not kind.startswith("kotlin"):
            found.update(counted(["-cp", programs.jar(root), own, kind]))
    kotlin = build_kotlin(root)
    if kotlin:
        found.update(counted(["-cp", kotlin, PACKAGE + "async.WaitingBytesKt"]))
    return found


def counted(arguments):
    output = subprocess.run(java(COUNTED + ["-Djdk.trackAllThreads=false"]) + arguments, check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    return {name: float(count) for name, count in (line.split() for line in output.splitlines())}


def bytes_table(found):
    thread = found.get("virtual_thread")
    body = [[name, "%.1f" % found[kind] if kind in found else "-",
             "%.1f" % (thread / found[kind]) if thread and kind in found else "-"]
            for name, kind in KINDS]
    return table.markdown(["bytes", "each", "in a virtual thread's"], body)


def main(root, arguments):
    parser = argparse.ArgumentParser(prog="scripts/bench async", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--print", action="store_true", dest="only_print")
    parser.add_argument("--only", default="")
    options = parser.parse_args(arguments)
    rows = [row for row in ROWS if options.only in row.id]
    if not rows:
        sys.exit("bench: --only=%s is in no name" % options.only)
    process.Policy.inherited = True
    programs.build_jar(root)
    load_before = os.getloadavg()[0]
    text = TIMES % WORKERS + times_table(rows, run_jmh(root, options, rows)) + "\n\n"
    text += BYTES + bytes_table(count_bytes(root)) + "\n\n"
    text += "Load average before: %.1f%s.\n" % (
        load_before, "; a quick run" if options.quick else "")
    print(text)
    if not options.only_print:
        command = " ".join(["scripts/bench", "async"] + arguments)
        machine.write(root, "async", "Async blocks", command, text)
    return 0
