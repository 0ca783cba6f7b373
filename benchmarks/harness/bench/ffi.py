"""scripts/bench ffi: what a native call costs over each binding, the time until the first one,
and what each binding adds to a program.

--quick   short runs: for a first look, not for figures to quote
--print   the table goes to the terminal only, not to benchmarks/results
"""

import argparse
import glob
import json
import os
import statistics
import subprocess
import sys
import tempfile

from . import machine, process, programs, table

PACKAGE = "io.ringwake.benchmarks.ffi."
FIRST_CALLS = 7
NOTE = """Nanoseconds for one call. `native`: next to nothing in C. `system`: `close(-1)`, a system call
that the kernel refuses at once. `enter`: rw_ring_enter with nothing to submit and nothing to wait
for, the one call of a scheduler tick. A Java call that is not inlined took %s ns. No binding uses
the rows in brackets: `critical` calls hold up every safepoint, and JNA's interface mapping is slow.
First call: a fresh JVM finds, unpacks, loads and binds the library and calls it; the median of %d.

"""


def bindings():
    return ["jni", "ffm", "jnr", "jna"] if programs.java_major() >= 22 else ["jni", "jnr", "jna"]


def run_jmh(root, options, binding, pattern):
    """{(method, backend): nanoseconds}"""
    times = ["-f", "1", "-wi", "2", "-i", "2", "-w", "200ms", "-r", "200ms"]
    times = times if options.quick else ["-f", "2", "-wi", "4", "-i", "5", "-w", "500ms", "-r", "500ms"]
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "jmh.json")
        command = programs.java(["-Dringwake.ffi=" + binding,
                                 "-Dringwake.benchmark.library=" + programs.library(root),
                                 "-jar", programs.jar(root), "^" + PACKAGE.replace(".", "\\.") + pattern,
                                 "-rf", "json", "-rff", path, "-foe", "true"] + times)
        if subprocess.run(command, check=False, stdout=sys.stderr).returncode != 0:
            sys.exit("bench: %s failed" % binding)
        with open(path, encoding="utf-8") as file:
            return {(r["benchmark"].rsplit(".", 1)[1], r.get("params", {}).get("backend", "")):
                    r["primaryMetric"]["score"] for r in json.load(file)}


def first_call(root, binding):
    """Milliseconds, the median of some fresh JVMs."""
    command = programs.java(["-Dringwake.ffi=" + binding, "-cp", programs.jar(root),
                             PACKAGE + "FirstCall"])
    found = [int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
             for _ in range(FIRST_CALLS)]
    return statistics.median(found) / 1000


def jar_size(root, binding):
    """KiB that a program carries for it: our artifact and what that needs."""
    module = "ringwake" if binding in ("jni", "ffm") else "ffi-" + binding
    jars = [p for p in glob.glob(os.path.join(root, "java", module, "target", "ringwake*.jar"))
            if not p.endswith(("-sources.jar", "-javadoc.jar", "-tests.jar"))]
    return "%.0f" % (sum(os.path.getsize(p) for p in jars) / 1024) if jars else ""


def rows(root, options):
    out, floor = [], None
    for binding in bindings():
        found = run_jmh(root, options, binding, "(CallBenchmark|RingEnterBenchmark)\\.")
        floor = found[("javaCall", "")] if floor is None else floor
        out.append([binding] + ["%.1f" % found[key] for key in (
            ("nativeCall", ""), ("systemCall", ""), ("enter", "EPOLL"), ("enter", "IO_URING"))] +
            ["%.1f" % first_call(root, binding), jar_size(root, binding)])
    others = [("[JNA interface]", "JnaInterfaceBenchmark")]
    if programs.java_major() >= 22:
        others.insert(0, ("[FFM critical]", "CriticalCallBenchmark"))
    for name, pattern in others:
        found = run_jmh(root, options, "jni", pattern + "\\.")
        out.append([name, "%.1f" % found[("nativeCall", "")], "", "", "", "", ""])
    return floor, out


HEADER = ["binding", "native", "system", "enter (epoll)", "enter (io_uring)", "first call, ms",
          "own jar, KiB"]


def main(root, arguments):
    parser = argparse.ArgumentParser(prog="scripts/bench ffi", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--print", action="store_true")
    options = parser.parse_args(arguments)
    programs.build(root)
    process.Policy.inherited = True
    floor, found = rows(root, options)
    text = NOTE % ("%.1f" % floor, FIRST_CALLS) + table.markdown(HEADER, found) + "\n"
    if options.print or options.quick:
        print(text)
    else:
        machine.write(root, "ffi", "Native calls over each binding",
                      " ".join(["scripts/bench", "ffi"] + arguments), text)
    return 0
