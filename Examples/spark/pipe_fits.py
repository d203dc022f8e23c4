"""Fits a wide CSV panel on Spark, each partition through `tutti batch`:

    spark-submit --files tutti pipe_fits.py PANEL OUTPUT [--partitions N] [-- OPTIONS OF TUTTI BATCH]

OUTPUT becomes a folder; its part-* files, put together in the order of their names, are the rows that
`tutti batch PANEL` prints after its header. PANEL is one file with commas between cells, and no line ends within quotes.
"""
import argparse, itertools, shlex, sys
from pyspark import SparkContext

ours, options = sys.argv[1:], []
if "--" in ours:
    ours, options = ours[: ours.index("--")], ours[ours.index("--") + 1 :]
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("panel")
parser.add_argument("output")
parser.add_argument("--partitions", type=int, help="at least so many parts; by default one for each block of the file")
parser.add_argument("--tutti", default="./tutti", help="the command on the workers; where --files puts it by default")
parser.add_argument("--pause", type=float, default=0, help="seconds that each task waits first, to try failures")
arguments = parser.parse_args(ours)

context = SparkContext(appName="tutti batch")
lines = context.textFile(arguments.panel, arguments.partitions)
header = lines.first()
# One thread for each task: Spark runs as many tasks as a worker has cores.
command = [arguments.tutti, "batch", "-", "--no-header", "--columns", header, "--threads", "1", "--quiet"]
command = shlex.join(command + options)
if arguments.pause:
    command = shlex.join(["sh", "-c", f"sleep {arguments.pause}; exec {command}"])
rows = lines.mapPartitionsWithIndex(lambda part, lines: itertools.islice(lines, 0 if part else 1, None))
# With checkCode a command that fails fails its task, and Spark tries the task again. Without it rows would be lost.
rows.pipe(command, checkCode=True).saveAsTextFile(arguments.output)
context.stop()
