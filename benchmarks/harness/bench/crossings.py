"""scripts/bench crossings"""


def main(root, arguments):
    raise SystemExit("bench: not there yet")
