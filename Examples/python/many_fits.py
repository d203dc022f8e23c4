"""Fit many meta-analyses from NumPy through libtutti: python3 many_fits.py PREFIX y.npy se.npy results.npy"""
import ctypes, sys
import numpy as np

NAMES = "estimate se statistic df p_value ci_lower ci_upper tau2 i2 h2 q q_p_value pi_lower pi_upper".split()


class Results(ctypes.Structure):  # tutti_results in tutti.h
    _fields_ = [("struct_size", ctypes.c_size_t)] + [(n, ctypes.c_void_p) for n in ["k", "status"] + NAMES]


def fit(tutti, yi, vi, threads=0, **choices):
    """A dictionary of arrays, one number for each row of yi and vi (analyses x studies, NaN where missing)."""
    yi, vi = (np.ascontiguousarray(a, dtype=np.float64) for a in (yi, vi))
    out = {n: np.empty(len(yi)) for n in NAMES}
    out |= {"k": np.empty(len(yi), np.int32), "status": np.empty(len(yi), np.uint8)}
    results = Results(ctypes.sizeof(Results), **{n: a.ctypes.data for n, a in out.items()})
    tutti.tutti_model_new.restype, tutti.tutti_error_message.restype = ctypes.c_void_p, ctypes.c_char_p
    model = ctypes.c_void_p(tutti.tutti_model_new())
    error = max(tutti.tutti_model_set(model, k.encode(), v.encode()) for k, v in choices.items()) if choices else 0
    error = error or tutti.tutti_fit_batch(model, ctypes.c_void_p(yi.ctypes.data), ctypes.c_void_p(vi.ctypes.data),
                                           *map(ctypes.c_size_t, yi.shape), 0, threads, ctypes.byref(results))
    tutti.tutti_model_free(model)
    if error:
        raise ValueError(tutti.tutti_error_message(error).decode())
    return out


if __name__ == "__main__":
    prefix, y, se, target = sys.argv[1:]
    results = fit(ctypes.CDLL(prefix + "/lib/libtutti.so"), np.load(y), np.load(se) ** 2, method="REML", test="knha")
    np.save(target, np.column_stack([results[n] for n in NAMES]))
