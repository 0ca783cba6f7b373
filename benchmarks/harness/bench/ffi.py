"""scripts/bench ffi: what a native call costs over each binding, the time until the first one,
the jars each binding needs, and an echo server over each: what one call a tick leaves of it.

--quick      short runs: for a first look, not for figures to quote
--print      the tables go to the terminal only, not to benchmarks/results
--realtime   echo servers and load before everything else on their CPUs (root)
"""

import argparse
import glob
import json
import os
import statistics
import subprocess
import sys
import tempfile

from . import echo, machine, process, programs, table

PACKAGE = "io.ringwake.benchmarks.ffi."
FIRST_CALLS = 7
NOTE = """Nanoseconds for one call. `native`: next to nothing in C. `system`: `close(-1)`, a system call
that the kernel refuses at once. `enter`: rw_ring_enter with nothing to submit and nothing to wait
for, the one call of a scheduler tick. A Java call that is not inlined took %s ns. No binding uses
the rows in brackets: `critical` calls hold up every safepoint, and JNA's interface mapping is slow.
First call: a fresh JVM finds, unpacks, loads and binds the library and calls it; the median of %d.
Jars: the runtime, its binding and all that the binding needs.

"""
ECHO_NOTE = """
## The same echo server over each binding

The calls above ran at normal priority.

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


def copy_jars(root):
    """Each binding's run-time class path to its module's target/program, by Maven."""
    goal = ["package", "dependency:copy-dependencies", "-DincludeScope=runtime",
            "-DoutputDirectory=${project.build.directory}/program", "-Dmaven.test.skip=true"]
    command = ["mvn", "-q", "-B", "-ntp", "-pl", "java/ffi-jnr,java/ffi-jna", "-am"] + goal
    done = subprocess.run(command + ["-DskipTests", "-Dringwake.nar.skip=true"], cwd=root, check=False,
                          stdout=sys.stderr)
    if done.returncode != 0:
        sys.exit("bench: the jars of the bindings cannot be had")


def jar_size(root, binding):
    """KiB that a program carries for it."""
    def jars(module):
        found = glob.glob(os.path.join(root, "java", module, "target", "ringwake*.jar"))
        return [p for p in found if not p.endswith(("-sources.jar", "-javadoc.jar", "-tests.jar"))]

    if binding in ("jni", "ffm"):
        files = jars("ringwake")
    else:
        module = "ffi-" + binding
        files = jars(module) + glob.glob(os.path.join(root, "java", module, "target", "program", "*.jar"))
    return "%.0f" % (sum(os.path.getsize(p) for p in files) / 1024)


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
          "jars, KiB"]


def echo_options(options):
    """The C loops, for scale, and the runtime over each binding and backend."""
    servers = ["c-epoll", "c-uring"]
    for backend in ("epoll", "uring"):
        servers.append("ringwake-" + backend)
        servers.extend("ringwake-%s-%s" % (backend, name) for name in bindings() if name != "jni")
    arguments = ["--servers"] + servers + ["--cells", "64x64", "1000x64"]
    if options.quick:
        arguments.append("--quick")
    else:
        arguments += ["--rounds", "5", "--window", "0.5", "--warmup", "2", "--attempts", "2"]
    return arguments + (["--realtime"] if options.realtime else [])


def main(root, arguments):
    parser = argparse.ArgumentParser(prog="scripts/bench ffi", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--print", action="store_true")
    parser.add_argument("--realtime", action="store_true")
    options = parser.parse_args(arguments)
    programs.build(root)
    copy_jars(root)
    floor, found = rows(root, options)
    text = NOTE % ("%.1f" % floor, FIRST_CALLS) + table.markdown(HEADER, found) + "\n"
    measured = echo.parse(root, echo_options(options))
    text += ECHO_NOTE + echo.explain(measured) + "\n" + echo.render(echo.compare(root, measured))
    if options.print or options.quick:
        print(text)
    else:
        machine.write(root, "ffi", "Native calls over each binding",
                      " ".join(["scripts/bench", "ffi"] + arguments), text)
    return 0
