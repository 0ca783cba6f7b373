"""scripts/bench jmh: the JMH benchmarks. Arguments go to JMH, but for
--quick (each for an instant) and --record (the table goes to benchmarks/results as well)."""

import os
import subprocess
import tempfile

from . import machine, process, programs

QUICK = ["-f", "1", "-wi", "1", "-i", "1", "-w", "100ms", "-r", "100ms", "-foe", "true"]
NOTE = "Average time of one operation; the error is JMH's, 99.9 %. `B/op` is allocation.\n"
NOTE += "Where two threads take turns, most of the time is their waking each other.\n\n"


def run(root, arguments):
    return subprocess.run(programs.java(["-jar", programs.jar(root)] + arguments),
                          check=False).returncode


def record(root, arguments):
    """Runs, and keeps the table."""
    process.Policy.inherited = True
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "table.txt")
        status = run(root, arguments + ["-rf", "text", "-rff", path])
        if status == 0:
            with open(path, encoding="utf-8") as file:
                rows = [line.rstrip() for line in file if "gc.alloc.rate " not in line
                        and "gc.count" not in line and "gc.time" not in line]
            command = " ".join(["scripts/bench", "jmh", "--record"] + arguments)
            machine.write(root, "jmh", "Tasks, timers and round trips", command,
                          NOTE + "```\n" + "\n".join(rows) + "\n```\n")
        return status


def main(root, arguments):
    programs.build_jar(root)
    own = [a for a in arguments if a in ("--quick", "--record")]
    rest = [a for a in arguments if a not in own]
    if "--quick" in own:
        rest += QUICK
    return record(root, rest) if "--record" in own else run(root, rest)
