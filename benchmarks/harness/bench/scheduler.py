"""scripts/bench scheduler: spawning, waking, handing over and timers, on several workers and on one,
beside virtual threads, a ForkJoinPool and, with --tokio, Tokio doing the same work.

--quick      short runs: for a first look, not for figures to quote
--tokio      builds and runs benchmarks/tokio as well, if cargo is here
--only TEXT  only the rows whose name contains this
--workers N  workers of each system, 2 unless said otherwise
--forks N    JVMs for each figure, 3 unless said otherwise
--print      the table goes to the terminal only, not to benchmarks/results
"""

import argparse
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile

from . import machine, process, programs, table

PACKAGE = "io.ringwake.benchmarks."
# Row -> JMH class, method, and parameters that make it one. In the order of the table.
Row = collections.namedtuple("Row", "id jmh fixed")
MULTI = "scheduler.MultiThreadBenchmark."
BUSY = "scheduler.SpawnManyRemoteBusyBenchmark.spawnManyRemoteBusy"
REMOTE = "scheduler.RemoteSpawnBenchmark.remoteSpawn"
CURRENT = "scheduler.CurrentThreadBenchmark."
ROWS = [
    Row("multi.spawn_many_local", MULTI + "spawnManyLocal", {}),
    Row("multi.spawn_many_remote_idle", MULTI + "spawnManyRemoteIdle", {}),
    Row("multi.spawn_many_remote_busy1", BUSY, {"load": "YIELDING"}),
    Row("multi.spawn_many_remote_busy2", BUSY, {"load": "RESPAWNING"}),
    Row("multi.yield_many", MULTI + "yieldMany", {}),
    Row("multi.ping_pong", MULTI + "pingPong", {}),
    Row("multi.chained_spawn", MULTI + "chainedSpawn", {}),
    Row("multi.remote_spawn_1", REMOTE, {"threads": "1"}),
    Row("multi.remote_spawn_2", REMOTE, {"threads": "2"}),
    Row("one_worker.spawn", "scheduler.OneWorkerBenchmark.spawn", {}),
    Row("one_worker.spawn10", "scheduler.OneWorkerBenchmark.spawn10", {}),
    Row("current.spawn_many_local", CURRENT + "spawnManyLocal", {}),
    Row("current.spawn_many_remote_idle", CURRENT + "spawnManyRemoteIdle", {}),
    Row("current.spawn_many_remote_busy",
        "scheduler.CurrentThreadBusyBenchmark.spawnManyRemoteBusy", {}),
    Row("current.spawn", CURRENT + "spawn", {}),
    Row("current.spawn10", CURRENT + "spawn10", {}),
    Row("current.timer_million", "time.TimerMillionBenchmark.cancelAndArm", {}),
]
OWN = ("ringwake", "current_thread")
# Room for a million timers and as many tasks; what is measured is not the collector.
HEAP = ["-XX:+UseSerialGC", "-Xms2g", "-Xmx2g", "-Xmn1g", "-XX:-UsePerfData"]
NOTE = """Nanoseconds for one operation: a task, a yield, a pair of tasks, a timer. `B/op` is what Ringwake
allocates for one, the futures of the benchmark included. The ratio is Ringwake to Tokio: below 1
Ringwake is faster. %d workers; where the name begins with `one_worker` or `current`, one. The thread
that measures is none of them. A ForkJoinPool has no task that waits: it goes on in callbacks.
`starved`: the first task
from outside had not run after ten seconds, since the pool runs its own first. For timers its column is the JDK's ScheduledThreadPoolExecutor.

"""


def wanted(options):
    return [row for row in ROWS if options.only in row.id]


def run_jmh(root, options, rows, system):
    """{row: (nanoseconds, bytes)} of one system; a JVM for each kind of scheduler settings."""
    found = {}
    workers = {1: [], options.workers: []}
    for row in rows:
        workers[options.workers if row.id.startswith("multi") else 1].append(row)
    for count, some in workers.items():
        if some:
            found.update(jmh_once(root, options, some, system, count))
    return found


def jmh_once(root, options, rows, system, workers):
    names = {"ringwake": "ringwake,current_thread", "virtual": "virtual",
             "forkjoin": "forkjoin,executor"}[system].split(",")
    found = {}
    for name in names:
        picked = [row for row in rows if has_system(row, name)]
        if not picked:
            continue
        times = ["-f", "1", "-wi", "4", "-i", "3", "-w", "500ms", "-r", "300ms"]
        times = times if options.quick else ["-f", str(options.forks), "-wi", "5", "-i", "5"]
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, "jmh.json")
            java = [os.path.join(programs.java_home(), "bin", "java")] + HEAP
            java.append("-Djdk.virtualThreadScheduler.parallelism=%d" % workers)
            java.append("-Djdk.virtualThreadScheduler.maxPoolSize=%d" % workers)
            if programs.java_major() >= 22:
                java.append("--enable-native-access=ALL-UNNAMED")
            command = java + ["-jar", programs.jar(root)] + times
            command += ["-p", "system=" + name, "-p", "workers=%d" % options.workers]
            command += ["-prof", "gc", "-rf", "json", "-rff", path]
            command += ["-foe", "true"] if system == "ringwake" else []
            command += sorted({"^" + (PACKAGE + r.jmh).replace(".", "\\.") + "$" for r in picked})
            done = subprocess.run(command, check=False, stdout=sys.stderr)
            if done.returncode != 0:
                sys.exit("bench: %s failed" % name)
            with open(path, encoding="utf-8") as file:
                results = json.load(file)
        for row in picked:
            for result in results:
                matches(row, result, found)
    return found


def has_system(row, name):
    if "TimerMillion" in row.jmh:
        return name in ("current_thread", "executor")
    if name == "executor":
        return False
    if row.id.startswith("current") and name in OWN:
        return name == "current_thread"
    return name != "current_thread"


def matches(row, result, found):
    parameters = result.get("params", {})
    if result["benchmark"] == PACKAGE + row.jmh and all(
            parameters.get(key) == value for key, value in row.fixed.items()):
        allocated = result["secondaryMetrics"].get("gc.alloc.rate.norm", {}).get("score", 0.0)
        score = result["primaryMetric"]["score"]
        count = {"YIELDING": 10000, "RESPAWNING": 1000}.get(parameters.get("load"), 1)
        found[row.id] = (score / count, allocated / count)


def run_tokio(root, options, rows):
    """{row: (nanoseconds, None)}; nothing, said loudly, without cargo."""
    cargo = shutil.which("cargo")
    if cargo is None:
        print("bench: SKIPPED Tokio: no cargo found", file=sys.stderr)
        return {}
    source = os.path.join(root, "benchmarks", "tokio")
    target = os.path.join(root, "benchmarks", "target", "tokio")
    build = [cargo, "build", "--release", "--locked", "--quiet"]
    done = subprocess.run(build, cwd=source, check=False,
                          env=dict(os.environ, CARGO_TARGET_DIR=target))
    if done.returncode != 0:
        print("bench: SKIPPED Tokio: cargo cannot build it", file=sys.stderr)
        return {}
    seconds = ["0.6", "0.9"] if options.quick else ["3", "5"]
    output = subprocess.run(
        [os.path.join(target, "release", "ringwake-tokio"), str(options.workers)] + seconds,
        check=True, stdout=subprocess.PIPE, text=True).stdout
    found = dict(line.split() for line in output.splitlines())
    return {row.id: (float(found[row.id]), None) for row in rows if row.id in found}


def suspended_bytes(root):
    java = [os.path.join(programs.java_home(), "bin", "java")] + HEAP
    name = PACKAGE + "scheduler.SuspendedTaskBytes"
    java.append("-XX:-UseTLAB")  # a thread's unused buffer would be counted as used
    output = subprocess.run(java + ["-cp", programs.jar(root), name], check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    return float(output.split()[-1])


def cell(row, system, found):
    value = found.get(system, {}).get(row.id)
    if value is not None:
        return "%.1f" % value[0]
    # A baseline whose pool runs its own tasks first never gets to those from outside.
    return "starved" if found.get(system) and "busy" in row.id else "-"


def render(rows, found):
    body = []
    for row in rows:
        tokio, own = (found.get(system, {}).get(row.id) for system in ("tokio", "ringwake"))
        cells = [cell(row, system, found)
                 for system in ("tokio", "ringwake", "virtual", "forkjoin")]
        ratio = "%.2f" % (own[0] / tokio[0]) if tokio and own else "-"
        allocated = "%.0f" % own[1] if own else "-"
        body.append([row.id] + cells + [ratio, allocated])
    header = ["ns/op", "Tokio", "Ringwake", "virtual threads", "ForkJoinPool",
              "Ringwake/Tokio", "Ringwake B/op"]
    return table.markdown(header, body)


def main(root, arguments):
    parser = argparse.ArgumentParser(prog="scripts/bench scheduler", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--tokio", action="store_true")
    parser.add_argument("--print", action="store_true", dest="only_print")
    parser.add_argument("--only", default="")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--forks", type=int, default=3)
    options = parser.parse_args(arguments)
    rows = wanted(options)
    if not rows:
        sys.exit("bench: --only=%s is in no name" % options.only)
    process.Policy.inherited = True
    programs.build_jar(root)
    load_before = os.getloadavg()[0]
    found = {"tokio": run_tokio(root, options, rows) if options.tokio else {}}
    found["ringwake"] = run_jmh(root, options, rows, "ringwake")
    if programs.java_major() >= 21:
        found["virtual"] = run_jmh(root, options, rows, "virtual")
    else:
        print("bench: SKIPPED virtual threads: JDK %d has none" % programs.java_major(),
              file=sys.stderr)
    found["forkjoin"] = run_jmh(root, options, rows, "forkjoin")
    text = NOTE % options.workers + render(rows, found) + "\n\n"
    text += "A task that waits takes %.1f bytes beside its future.\n\n" % suspended_bytes(root)
    text += "Load average before: %.1f%s.\n" % (
        load_before, "; a quick run" if options.quick else "")
    print(text)
    if not options.only_print:
        command = " ".join(["scripts/bench", "scheduler"] + arguments)
        machine.write(root, "scheduler", "The scheduler", command, text)
    return 0
