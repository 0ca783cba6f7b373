"""scripts/bench jmh: the JMH benchmarks. --quick runs each for an instant; the rest goes to JMH."""

import subprocess

from . import programs

QUICK = ["-f", "1", "-wi", "1", "-i", "1", "-w", "100ms", "-r", "100ms", "-foe", "true"]


def main(root, arguments):
    programs.build_jar(root)
    if "--quick" in arguments:
        arguments = [a for a in arguments if a != "--quick"] + QUICK
    command = programs.java(["-jar", programs.jar(root)] + arguments)
    return subprocess.run(command, check=False).returncode
