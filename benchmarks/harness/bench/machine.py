"""What a result file says about where its figures come from."""

import datetime
import os
import platform

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
        "- priority: %s" % ("raised" if process.may_raise_priority() else "normal"),
        "- command: `%s`" % command,
        "- date: %s" % today(),
    ]
