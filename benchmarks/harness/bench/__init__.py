"""The harness of scripts/bench: starts servers, drives load at them, reads what they cost."""
