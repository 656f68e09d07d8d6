# SPDX-License-Identifier: MIT
"""Prints every fitted constant of core/simd: python3 fit.py (needs mpmath, about a minute).

Each block names the header that holds it, in core/simd or core/activation. The number after the name is -log2 of the largest approximation error,
relative to the function in question; 24 of these bits are a float32.
"""

from mpmath import mp, mpf

import remez


def show(header, name, coefficients, error):
    print(f"{header}: {name}, {remez.bits(error):.1f} bits")
    for k, c in enumerate(coefficients):
        print(f"  c{k} = {float(c).hex()}  {float(c):.9g}f")


def split(header, name, value, widths):
    """A constant as a sum of float32, all but the last with so few bits that small integer multiples are exact."""
    parts, rest = [], value
    for width in widths:
        exponent = mp.floor(mp.log(abs(rest), 2)) + 1
        unit = mpf(2) ** (exponent - width)
        parts.append(mp.nint(rest / unit) * unit)
        rest -= parts[-1]
    parts.append(remez.float32(rest))
    show(header, name, parts, abs(value - sum(parts)))


def series(value, at_zero):
    """value(sqrt z) as a function of z, by its limit near 0 where it would divide 0 by 0."""
    return lambda z: value(mp.sqrt(z)) if z > mpf("1e-25") else mpf(at_zero)


for header, name, value in (("exp.h", "1 / ln 2", 1 / mp.log(2)), ("erf.h", "sqrt 2", mp.sqrt(2)),
                            ("gelu.h", "1 / sqrt(2 pi)", 1 / mp.sqrt(2 * mp.pi))):
    nearest = remez.float32(value)
    show(header, name, [nearest], abs(nearest / value - 1))

# Half of ln 2, and a little more: rounding n = round(x / ln 2) in float32 can leave x - n ln 2 outside.
half_ln2 = mp.log(2) / 2 + mpf("0.0005")

split("exp.h", "ln 2 as high + low; 15 bits times |n| < 2^9 is exact", mp.log(2), [15])


def exp_rest(r):
    return (mp.expm1(r) - r) / r**2 if abs(r) > 1e-20 else mpf(1) / 2


show(
    "exp.h", "exp: e^r = 1 + r + r^2 (c0 + c1 r + ...), |r| <= ln 2 / 2",
    *remez.polynomial(exp_rest, 4, lambda r: r * r / mp.exp(r), -half_ln2, half_ln2))
show(
    "exp.h", "expm1: the same relative to e^r - 1, |r - 0.05| <= ln 2 / 2",
    *remez.polynomial(exp_rest, 5, lambda r: abs(r * r / mp.expm1(r)) if r else mpf(0),
                      mpf("0.05") - half_ln2, mpf("0.05") + half_ln2))

show(
    "log.h", "log((1 + s) / (1 - s)) = 2 s + s z (c0 + c1 z + c2 z^2), z = s^2, |s| <= 1/5",
    *remez.polynomial(series(lambda s: (2 * mp.atanh(s) / s - 2) / s**2, mpf(2) / 3), 2,
                      lambda z: z / 2, 0, mpf("0.0401")))

show(
    "exp_ratio.h", "r coth(r / 2) = 2 + z (c0 + c1 z), z = r^2, |r| <= ln 2 / 2",
    *remez.polynomial(series(lambda r: (r * mp.coth(r / 2) - 2) / r**2, mpf(1) / 6), 1,
                      lambda z: z / 2, 0, half_ln2**2))
show(
    "softplus.h", "artanh s = s + s z (c0 + c1 z + ...), z = s^2, 0 <= s <= 1/3",
    *remez.polynomial(series(lambda s: (mp.atanh(s) / s - 1) / s**2, mpf(1) / 3), 3,
                      lambda z: z, 0, mpf("0.1112")))
show(
    "sigmoidal.h", "x coth x - 1 = z (c0 + c1 z + ...), z = x^2, |x| <= 3/2",
    *remez.polynomial(series(lambda x: (x * mp.coth(x) - 1) / x**2, mpf(1) / 3), 5,
                      lambda z: z / (mp.sqrt(z) * mp.coth(mp.sqrt(z)) - 1) if z > 0 else mpf(3), 0, mpf("2.25")))
show(
    "atan.h", "arctan t = t + t z (c0 + c1 z + ...), z = t^2, 0 <= t <= 1",
    *remez.polynomial(series(lambda t: (mp.atan(t) / t - 1) / t**2, mpf(-1) / 3), 8,
                      lambda z: z * mp.sqrt(z) / mp.atan(mp.sqrt(z)) if z > 0 else mpf(0), 0, mpf(1)))
split("atan.h", "pi / 2 as high + low", mp.pi / 2, [24])

show(
    "tanh.h", "tanh h = h + h^3 (c0 + c1 h^2 + ...), |h| <= ln 2 / 4",
    *remez.polynomial(series(lambda h: (mp.tanh(h) / h - 1) / h**2, mpf(-1) / 3), 2,
                      lambda z: z, 0, (half_ln2 / 2) ** 2))

show(
    "erf.h", "erf x = x + x (c0 + c1 x^2 + ...), |x| <= 0.85",
    *remez.polynomial(series(lambda x: mp.erf(x) / x - 1, 2 / mp.sqrt(mp.pi) - 1), 5,
                      lambda z: 1 / (mp.erf(mp.sqrt(z)) / mp.sqrt(z)) if z > 0 else mpf(1), 0, mpf("0.85") ** 2))

# The upper tail of the normal distribution is Phi(-a) = e^(-a^2 / 2) R(a) / 2. 1 / R grows like sqrt(pi / 2) a; what
# remains is fitted, so that the last step of an evaluation adds a small term to an accurate one. The float32 K below
# sqrt(pi / 2) is the one that gives this N / D the smallest error: it takes up what the fit lacks at the far end.
def tail_ratio(a):
    return mp.erfc(a / mp.sqrt(2)) * mp.exp(a * a / 2)


K = remez.float32(mp.sqrt(mp.pi / 2) * (1 - mpf("1.07e-5")))
# From 0.03 on: at 0 the error is 0 whatever the coefficients, and such a row makes the exchange singular.
n, d, error = remez.rational(lambda a: 1 / tail_ratio(a) - K * a, 4, 4, tail_ratio,
                             remez.chebyshev_grid(mpf("0.03"), mpf("14.5"), 160))
show("erf.h", "erfc(a / sqrt 2) e^(a^2 / 2) = D / (K a D + N), 0 <= a <= 14.5: K", [K], error)
show("erf.h", "the same: N", n, error)
show("erf.h", "the same: D", d, error)

quarter_pi = mp.pi / 4 + mpf("0.0001")
show(
    "trig.h", "sin r = r + r^3 (c0 + c1 r^2 + ...), |r| <= pi / 4",
    *remez.polynomial(series(lambda r: (mp.sin(r) / r - 1) / r**2, mpf(-1) / 6), 3, lambda z: z, 0, quarter_pi**2))
show(
    "trig.h", "cos r = 1 - r^2 / 2 + r^4 (c0 + c1 r^2 + ...), |r| <= pi / 4",
    *remez.polynomial(series(lambda r: (mp.cos(r) - 1 + r * r / 2) / r**4, mpf(1) / 24), 2,
                      lambda z: z * z, 0, quarter_pi**2))

def sinc_slope(x):
    return (mp.cos(x) - mp.sin(x) / x) / x**2


show(
    "periodic.h", "sinc'(x) / x = c0 + c1 z + ..., z = x^2, |x| <= 3/2",
    *remez.polynomial(series(sinc_slope, mpf(-1) / 3), 4,
                      lambda z: 1 / abs(sinc_slope(mp.sqrt(z))) if z > mpf("1e-25") else mpf(3), 0, mpf("2.25")))
split("gated.h", "2 sqrt(2 / pi) as high + low", 2 * mp.sqrt(2 / mp.pi), [24])
split("gated.h", "2 sqrt(2 / pi) 0.044715 as high + low", 2 * mp.sqrt(2 / mp.pi) * mpf("0.044715"), [24])
