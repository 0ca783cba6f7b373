"""Where the measured programs are, and how they are built."""

import os
import subprocess
import sys

# Serial collection and a fixed heap: the servers allocate nothing per message, so a collector's
# threads would only be noise on the one CPU the server has.
JVM_FLAGS = ["-XX:+UseSerialGC", "-Xms256m", "-Xmx256m", "-XX:-UsePerfData"]
ECHO = "io.ringwake.benchmarks.echo."


def java_home():
    home = os.environ.get("JAVA_HOME")
    if not home:
        java = subprocess.run(["which", "java"], capture_output=True, text=True, check=False)
        if java.returncode != 0:
            sys.exit("bench: no JDK found: set JAVA_HOME")
        home = os.path.dirname(os.path.dirname(os.path.realpath(java.stdout.strip())))
    return home


def java_version():
    with open(os.path.join(java_home(), "release"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("JAVA_VERSION="):
                return line.split("=", 1)[1].strip().strip('"')
    return "unknown"


def java_major():
    return int(java_version().split(".")[0])


def java(arguments):
    """The command of a JVM with the benchmarks on its class path."""
    flags = list(JVM_FLAGS)
    if java_major() >= 22:
        flags.append("--enable-native-access=ALL-UNNAMED")
    return [os.path.join(java_home(), "bin", "java")] + flags + arguments


def native(root, name):
    return os.path.join(root, "benchmarks", "target", "native", name)


def library(root):
    return os.path.join(root, "native", "target", "cmake", "libringwake.so")


def jar(root):
    return os.path.join(root, "benchmarks", "target", "benchmarks.jar")


def _newest(paths):
    newest = 0.0
    for path in paths:
        for directory, names, files in os.walk(path):
            names[:] = [name for name in names if name not in ("target", "test", "tests", "fuzz")]
            for file in files:
                newest = max(newest, os.stat(os.path.join(directory, file)).st_mtime)
    return newest


def _run(command, root, what):
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.stderr.write((done.stdout + done.stderr)[-4000:])
        sys.exit("bench: building " + what + " failed")


def build_native(root):
    source = os.path.join(root, "benchmarks", "native")
    target = os.path.join(root, "benchmarks", "target", "native")
    _run(["cmake", "-S", source, "-B", target], root, "the C programs")
    _run(["cmake", "--build", target], root, "the C programs")


def build_jar(root):
    sources = [os.path.join(root, part) for part in
               ("native", "java/ringwake", "java/async-compiler", "java/maven-plugin", "java/ffi-jnr",
                "java/ffi-jna", "benchmarks/src")]
    stamp = os.stat(jar(root)).st_mtime if os.path.exists(jar(root)) else 0.0
    if _newest(sources) < stamp:
        return
    print("bench: building", file=sys.stderr)
    command = ["mvn", "-q", "-B", "-ntp", "-pl", "benchmarks", "-am", "package"]
    _run(command + ["-DskipTests", "-Dmaven.test.skip=true", "-Dringwake.nar.skip=true"], root,
         "the Java programs")


def build(root):
    build_native(root)
    build_jar(root)


def main(root, arguments):
    if arguments:
        sys.exit("bench: build takes no arguments")
    build(root)
    return 0


def main_jar(root, arguments):
    if arguments:
        sys.exit("bench: build-jar takes no arguments")
    build_jar(root)
    return 0
