"""LightGBM's own C API on the trees of a bundle, timed on demand: the peer that the explanation bench runs beside ours.

Run from ml/: python -m parity.peer TREES.json ROWS.bin FEATURES
Each line on stdin is a command, each line on stdout its response in JSON: microseconds, one per call.
  single FIRST COUNT    one row per call, single-row fast path
  flushed FIRST COUNT   the same, after other traffic has emptied the caches
  batch COUNT           one call for the first COUNT rows
  contributions FILE    writes the contributions of all rows to FILE, float64 [rows, features]; returns their number
"""

import ctypes
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import lightgbm as lgb
import numpy as np
from lightgbm.basic import _LIB

from parity.model_text import model_text

CONTRIBUTIONS = 3
FLOAT32 = 0
ROW_MAJOR = 1
FLUSH_BYTES = 48 * 2**20
PARAMETERS = b"num_threads=1"


class Peer:
    def __init__(self, trees: Path, rows: Path, features: int) -> None:
        self.features = features
        self.rows = np.fromfile(rows, dtype="<f4").reshape(-1, features)
        self.booster = lgb.Booster(model_str=model_text(json.loads(trees.read_text()), features))
        self.handle = self.booster._handle
        self.out = np.empty(len(self.rows) * (features + 1))
        self.out_length = ctypes.c_int64()
        self.other = np.zeros(FLUSH_BYTES // 8)
        self.fast = ctypes.c_void_p()
        check(
            _LIB.LGBM_BoosterPredictForMatSingleRowFastInit(
                *(self.handle, CONTRIBUTIONS, 0, -1, FLOAT32, features, PARAMETERS, ctypes.byref(self.fast))
            )
        )

    def single(self, first: int, count: int) -> list[float]:
        return [self._time_row(row) for row in self._cycle(first, count)]

    def flushed(self, first: int, count: int) -> list[float]:
        times = []
        for row in self._cycle(first, count):
            self.other += 1
            times.append(self._time_row(row))
        return times

    def batch(self, count: int) -> list[float]:
        rows = self.rows[:count].ctypes.data_as(ctypes.c_void_p)
        predict = _LIB.LGBM_BoosterPredictForMat
        shape = (FLOAT32, count, self.features, ROW_MAJOR)
        return [
            timed(
                lambda: predict(
                    *(self.handle, rows, *shape, CONTRIBUTIONS, 0, -1, PARAMETERS),
                    *(ctypes.byref(self.out_length), self._out()),
                )
            )
        ]

    def contributions(self, file: str) -> int:
        self.booster.predict(self.rows, pred_contrib=True, num_threads=1)[:, :-1].astype("<f8").tofile(file)
        return len(self.rows)

    def _time_row(self, row: int) -> float:
        data = ctypes.c_void_p(self.rows.ctypes.data + 4 * self.features * row)
        length, out = ctypes.byref(self.out_length), self._out()
        return timed(lambda: _LIB.LGBM_BoosterPredictForMatSingleRowFast(self.fast, data, length, out))

    def _out(self) -> ctypes.c_void_p:
        return ctypes.c_void_p(self.out.ctypes.data)

    def _cycle(self, first: int, count: int) -> list[int]:
        return [(first + i) % len(self.rows) for i in range(count)]


def timed(call: Callable[[], int]) -> float:
    """Microseconds that a call into LightGBM takes. Raises RuntimeError when it fails."""
    start = time.perf_counter_ns()
    status = call()
    took = time.perf_counter_ns() - start
    check(status)
    return took / 1000


def check(status: int) -> None:
    if status != 0:
        raise RuntimeError("LightGBM refused a call")


def main(trees: str, rows: str, features: str) -> None:
    peer = Peer(Path(trees), Path(rows), int(features))
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        name, *arguments = line.split()
        if name == "contributions":
            answer = peer.contributions(*arguments)
        else:
            answer = {"single": peer.single, "flushed": peer.flushed, "batch": peer.batch}[name](*map(int, arguments))
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
