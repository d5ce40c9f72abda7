# SPDX-License-Identifier: Apache-2.0
"""Reads a table with one of the readers: 'show' prints its columns and rows, 'watch' reads it again and again until its input ends."""
import sys
import threading

command, reader, table = sys.argv[1:]


def duck(columns):
    import duckdb
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    names = ", ".join(columns) if columns else "* EXCLUDE (dt)"
    found = connection.sql(f"SELECT {names} FROM read_parquet('{table}/**/*.parquet', hive_partitioning = true) ORDER BY row_offset")
    return [f"{name} {kind}" for name, kind in zip(found.columns, found.types)], found.fetchall()


def polars(columns):
    import polars as pl
    frame = pl.scan_parquet(f"{table}/**/*.parquet", hive_partitioning=True).drop("dt")
    if columns:
        frame = frame.select(columns)
    found = frame.sort("row_offset").collect()
    return [f"{name} {kind}" for name, kind in found.schema.items()], found.rows()


def pandas(columns):
    import pandas as pd
    found = pd.read_parquet(table, columns=columns or None).sort_values("row_offset")
    if "dt" in found:
        found = found.drop(columns="dt")
    kinds = [f"{name} {kind}" for name, kind in found.dtypes.items()]
    return kinds, [tuple(None if is_missing(v) else v for v in row) for row in found.itertuples(index=False)]


def is_missing(value):
    return value is None or value != value if not hasattr(value, "shape") else False


read = {"duckdb": duck, "polars": polars, "pandas": pandas}[reader]


def text(value):
    if hasattr(value, "isoformat"):
        return value.isoformat(sep=" ") if hasattr(value, "hour") else value.isoformat()
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, float) and value.is_integer():
        return f"{value:.1f}"
    return str(value)


def show():
    kinds, rows = read([])
    for kind in kinds:
        print(kind)
    for row in rows:
        print(" | ".join(text(value) for value in row))


def watch():
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    reads = seen = 0
    last = False
    while True:
        last = ended.is_set()
        offsets = [row[0] for row in read(["row_offset"])[1]]
        if offsets != list(range(len(offsets))) or len(offsets) < seen:
            sys.exit(f"read {reads}: after {seen} rows there were {len(offsets)}, {len(set(offsets))} of them different")
        seen = len(offsets)
        reads += 1
        if reads == 1:
            print("reads", flush=True)
        if last:
            break
    print(f"{seen} rows")


show() if command == "show" else watch()
