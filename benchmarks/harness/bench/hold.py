"""scripts/bench hold"""


def main(root, arguments):
    raise SystemExit("bench: not there yet")
