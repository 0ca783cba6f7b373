"""What a result file says about where its figures come from."""

import datetime
import os
import platform
import sys

from . import process, programs


def cpu_model():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def under_hypervisor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        return " hypervisor " in file.read().replace("\n", " ")


def memory_gib():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def compiler():
    cc = os.popen("cc --version 2>/dev/null").readline().strip()
    return cc or "unknown"


def today():
    return datetime.date.today().isoformat()


def lines(command):
    """Markdown list items: machine, kernel, JDK, compiler, command, date."""
    return [
        "- machine: %s, %d CPUs%s, %.0f GiB, %s" % (
            cpu_model(), os.cpu_count(), " (virtual machine)" if under_hypervisor() else "",
            memory_gib(), platform.machine()),
        "- kernel: %s %s" % (platform.system(), platform.release()),
        "- JDK: %s, `%s`" % (programs.java_version(), " ".join(programs.JVM_FLAGS)),
        "- C compiler: %s, -O2" % compiler(),
        "- priority of what is measured: %s" % process.Policy.describe(),
        "- command: `%s`" % command,
        "- date: %s" % today(),
    ]


def write(root, name, title, command, text):
    """benchmarks/results/NAME-DATE-jdkNN.md: the title, where the figures are from, the text."""
    directory = os.path.join(root, "benchmarks", "results")
    os.makedirs(directory, exist_ok=True)
    path = os.path.join(directory, "%s-%s-jdk%d.md" % (name, today(), programs.java_major()))
    with open(path, "w", encoding="utf-8") as file:
        file.write("# " + title + "\n\n" + "\n".join(lines(command)) + "\n\n" + text)
    print("bench: wrote benchmarks/results/" + os.path.basename(path), file=sys.stderr)
