"""Fits a wide Parquet panel on Spark, Arrow batches through libtutti, with no text and no copy of each number:

    spark-submit --files libtutti.so --py-files ../python/many_fits.py arrow_fits.py PANEL OUTPUT [--partitions N]

PANEL has a column id and the doubles y1, v1, y2, v2, …; a missing study is null or NaN. OUTPUT becomes a folder of
Parquet with the columns that `tutti batch` prints, where an undefined number is null.
"""
import argparse, ctypes, time
from pathlib import Path
import numpy as np
import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import SparkSession

NUMBERS = "estimate se statistic p_value ci_lower ci_upper tau2 i2 q q_p_value pi_lower pi_upper".split()
SCHEMA = "id string, k int, " + ", ".join(name + " double" for name in NUMBERS) + ", status string"


def fits_of(studies, choices, pause):
    """The function that a worker runs on a partition: from Arrow batches of panels to Arrow batches of results."""

    def fits(batches):
        from many_fits import fit

        time.sleep(pause)
        # spark-submit follows the link libtutti.so: the file comes under its name with the version.
        library = next(Path(SparkFiles.getRootDirectory()).glob("libtutti.so*")).resolve()
        tutti = ctypes.CDLL(str(library))
        tutti.tutti_status_code.restype = ctypes.c_char_p
        codes = np.array([tutti.tutti_status_code(status).decode() for status in range(256)])
        for batch in batches:
            yi, vi = (
                np.column_stack([batch.column(f"{name}{study}").to_numpy(zero_copy_only=False) for study in studies])
                for name in "yv"
            )
            found = fit(tutti, yi, vi, threads=1, **choices)
            columns = [batch.column("id"), pa.array(found["k"])]
            columns += [pa.array(found[name], from_pandas=True) for name in NUMBERS]
            columns += [pa.array(codes[found["status"]])]
            yield pa.RecordBatch.from_arrays(columns, ["id", "k", *NUMBERS, "status"])

    return fits


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("panel")
    parser.add_argument("output")
    parser.add_argument("--partitions", type=int, help="deal the rows out anew into so many parts")
    parser.add_argument("--method", default="REML")
    parser.add_argument("--test", default="knha")
    parser.add_argument("--pause", type=float, default=0, help="seconds that each task waits first, to try failures")
    arguments = parser.parse_args()

    spark = SparkSession.builder.appName("libtutti").getOrCreate()
    panel = spark.read.parquet(arguments.panel)
    studies = [name[1:] for name in panel.columns if name.startswith("y") and "v" + name[1:] in panel.columns]
    if arguments.partitions:
        panel = panel.repartition(arguments.partitions)
    fits = fits_of(studies, {"method": arguments.method, "test": arguments.test}, arguments.pause)
    panel.mapInArrow(fits, SCHEMA).write.parquet(arguments.output)
    spark.stop()
