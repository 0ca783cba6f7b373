"""scripts/bench jmh"""


def main(root, arguments):
    raise SystemExit("bench: not there yet")
