#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# To put a whole new Parquet file in the place of another by one rename is not safe for who reads with polars. A lazy frame keeps the
# footer that it read to tell its schema, and reads the rows later by it, from whatever file has the name by then. It says that the
# file is out of specification, though it is whole and has the same columns. DuckDB and pyarrow, which are asked in the same order
# here, read the new file. Seen with polars 2.1.0, DuckDB 2.0.0 and pyarrow 26.0.1:
#
#   polars: ComputeError: parquet: File out of specification: Invalid thrift: bad data
#   polars, a new frame: 5000 rows
#   duckdb: 5000 rows
#   pyarrow: 5000 rows
#
# Needs: bash, Python 3.10 or newer on Linux. Takes half a minute. Exits 1 when the behaviour is another one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip -q --disable-pip-version-check install polars==2.1.0 duckdb==2.0.0 pyarrow==26.0.1

cat >replace.py <<'PY'
import os
import duckdb
import polars as pl
import pyarrow.dataset


def put(rows, first):
    table = pl.DataFrame({"n": range(first, first + rows), "s": [f"v{i}" for i in range(rows)]})
    table.write_parquet("new", row_group_size=1000)
    os.replace("new", "t.parquet")


put(1000, 0)
frame = pl.scan_parquet("t.parquet")
frame.collect_schema()
relation = duckdb.connect().sql("SELECT count(*) FROM read_parquet('t.parquet')")
dataset = pyarrow.dataset.dataset("t.parquet")
put(5000, 1000000)
try:
    print("polars:", len(frame.collect()), "rows")
except pl.exceptions.ComputeError as e:
    print(f"polars: ComputeError: {e}")
print("polars, a new frame:", len(pl.scan_parquet("t.parquet").collect()), "rows")
print("duckdb:", relation.fetchall()[0][0], "rows")
print("pyarrow:", dataset.to_table().num_rows, "rows")
PY
venv/bin/python replace.py >seen 2>log || { cat log; exit 1; }
cat seen
diff - seen <<'EXPECTED'
polars: ComputeError: parquet: File out of specification: Invalid thrift: bad data
polars, a new frame: 5000 rows
duckdb: 5000 rows
pyarrow: 5000 rows
EXPECTED
