"""PySpark: the same results on one machine and on a cluster that loses a worker."""

import os
import socket
import subprocess
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import attrs
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyspark.sql.functions import concat, lit

from partybuild.adapters.frames import (
    FrameFacts,
    assess_frame,
    mark_columns,
    read_tallies,
    tally_frame,
    weak_areas_frame,
)
from partybuild.assessment import assess, receipt_json
from partybuild.datasets import load_example
from partybuild.errors import InputError

pytestmark = pytest.mark.filterwarnings("ignore")


def _port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def _daemon(tmp_path, *arguments):
    home = Path(pyspark.__file__).parent
    log = (tmp_path / f"{len(list(tmp_path.iterdir()))}.log").open("wb")
    process = subprocess.Popen(
        [str(home / "bin" / "spark-class"), *arguments],
        stdout=log,
        stderr=log,
        env=os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        log.close()


@pytest.fixture(scope="module")
def example():
    """Return the example conference."""
    return load_example("long-march-street-2021")


def _sorted(frame):
    return sorted(tuple(row) for row in frame.collect())


def _receipt(review, frame):
    (counted,) = read_tallies(frame, review.version.rules).values()
    return receipt_json(assess(attrs.evolve(review, box=None, counted=counted)))


def test_spark_on_one_machine(spark_session, example):
    """Every layout gives the receipt, the results and the mistakes of the others."""
    rules = example.version.rules
    facts = FrameFacts(
        on=example.conference.held_on,
        entered=example.entered,
        cap_facts=example.cap_facts,
    )
    long = pa.table(mark_columns(example.box, "long", lang="zh"))
    expected = receipt_json(assess(example))
    with spark_session("local[2]") as session:
        for layout in ("wide", "counts"):
            data = pa.table(mark_columns(example.box, layout))
            assert _receipt(example, session.createDataFrame(data)) == expected
        frame = session.createDataFrame(long).repartition(3)
        assert _receipt(example, frame) == expected
        assert type(tally_frame(frame, rules)) is type(frame)

        results = assess_frame(frame, rules, facts=facts, public=False)
        assert type(results) is type(frame)
        assert _sorted(results) == [
            tuple(row.values())
            for row in assess_frame(long, rules, facts=facts, public=False).to_pylist()
        ]
        weak = weak_areas_frame(frame, rules, facts, public=False)
        assert _sorted(weak) == sorted(
            tuple(row.values())
            for row in weak_areas_frame(long, rules, facts, public=False).to_pylist()
        )
        wrong = frame.replace("good", "很好", subset=["评价"])
        with pytest.raises(InputError, match="unknown word '很好'"):
            assess_frame(wrong, rules)


def _ways(session, columns, folder):
    """Return the marks of a heap in every way, and the name of each way."""
    table = pa.table(columns)
    for at in range(3):
        part = table.take(list(range(at, table.num_rows, 3)))
        pq.write_table(part, folder / f"{at}.parquet")
        pl.from_arrow(part).write_csv(folder / f"{at}.csv")
    whole = session.createDataFrame(table)
    half = table.num_rows // 2
    halves = [table.slice(0, half), table.slice(half)]
    yield "whole", [whole.coalesce(1)]
    yield "dealt", [whole.repartition(5)]
    yield "by subject", [whole.repartition(3, "subject")]
    yield "by range", [whole.repartitionByRange(3, "group", "subject")]
    yield "halves", [session.createDataFrame(one) for one in halves]
    yield "parquet", [session.read.parquet(str(folder / "*.parquet"))]
    csv = session.read.option("header", "true").schema(whole.schema)
    yield "csv", [csv.csv(str(folder / "*.csv"))]


def test_two_hundred_reviews_in_spark(heaps, spark_session, tmp_path_factory):
    """Law 48: forty reviews five times, in every way, all ways in one job."""
    options = {"spark.sql.shuffle.partitions": "1"}
    with spark_session("local[2]", **options) as session:

        @given(data=st.data(), layout=st.sampled_from(["long", "wide", "counts"]))
        @settings(max_examples=5, suppress_health_check=list(HealthCheck))
        def check(data, layout):
            heap = data.draw(heaps(40))
            folder = tmp_path_factory.mktemp("files")
            ways = dict(_ways(session, heap.columns(layout), folder))
            frames = [
                frame.withColumn("conference", concat(lit(f"{name}/"), "conference"))
                for name, parts in ways.items()
                for frame in parts
            ]

            assert heap.receipts_of(frames) == {
                f"{name}/{conference}": receipt
                for name in ways
                for conference, receipt in heap.receipts.items()
            }

        check()


def _slow_step():
    # Made inside a function, it travels to the workers by value: they have no tests.
    def slowly(batches):
        for batch in batches:
            time.sleep(1)
            yield batch

    return slowly


def test_a_cluster_that_loses_a_worker(spark_session, example, tmp_path):
    """One master, two workers; one is killed in the middle, the result is the same."""
    rules, port = example.version.rules, _port()
    master = f"spark://127.0.0.1:{port}"
    package = "org.apache.spark.deploy"
    at = ("--host", "127.0.0.1", "--webui-port", "0")
    data = pa.table(mark_columns(example.box))
    with ExitStack() as stack:
        stack.enter_context(
            _daemon(tmp_path, f"{package}.master.Master", *at, "--port", str(port))
        )
        size = ("--cores", "1", "--memory", "1g")
        workers = [
            stack.enter_context(
                _daemon(
                    tmp_path,
                    f"{package}.worker.Worker",
                    *at,
                    *size,
                    "--work-dir",
                    str(tmp_path / f"work-{number}"),
                    master,
                )
            )
            for number in (1, 2)
        ]
        session = stack.enter_context(
            spark_session(master, **{"spark.executor.memory": "512m"})
        )
        executors = session.sparkContext._jsc.sc().getExecutorMemoryStatus  # noqa: SLF001
        waited = time.monotonic() + 120
        while executors().size() < 3:  # the driver is one of them
            assert time.monotonic() < waited
            time.sleep(0.5)
        frame = session.createDataFrame(data).repartition(12)
        slow = frame.mapInArrow(_slow_step(), frame.schema)
        killer = threading.Timer(6, workers[0].kill)
        started = time.monotonic()
        killer.start()

        found = _sorted(assess_frame(slow, rules, public=False))

        assert time.monotonic() - started > 6
        assert workers[0].poll() is not None
        assert workers[1].poll() is None
        assert executors().size() < 3
    assert found == [
        tuple(r.values()) for r in assess_frame(data, rules, public=False).to_pylist()
    ]
