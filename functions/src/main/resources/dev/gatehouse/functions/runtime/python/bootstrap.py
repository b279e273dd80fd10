"""Starts the runner of one Python function; see gatehouse_runtime.runner."""

import sys

from gatehouse_runtime import runner

if __name__ == "__main__":
    runner.main(await_launch="--await-launch" in sys.argv)
