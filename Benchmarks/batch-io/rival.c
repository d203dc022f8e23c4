/* The rival: a plain C filter as one writes it in an afternoon. Reads a wide panel with strtod, pools each row by
   DerSimonian and Laird (1986) with the normal test, and prints the columns of `tutti batch` with printf("%.17g").

       clang -O2 rival.c -lm -o rival && ./rival panel.csv > results.csv */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double chi_squared_tail(double x, int df) {
  /* Finite sums for whole degrees of freedom (Abramowitz & Stegun 26.4.4 and 26.4.5). */
  if (x <= 0) return 1;
  double sum = 0, term;
  if (df % 2) {
    double root = sqrt(x);
    term = root;
    for (int r = 1; r <= (df - 1) / 2; r++) {
      if (r > 1) term *= x / (2 * r - 1);
      sum += term;
    }
    return erfc(root / sqrt(2)) + sqrt(2 / M_PI) * exp(-x / 2) * sum;
  }
  term = 1;
  for (int r = 0; r < df / 2; r++) {
    if (r > 0) term *= x / (2 * r);
    sum += term;
  }
  return exp(-x / 2) * sum;
}

int main(int argc, char **argv) {
  FILE *in = argc > 1 ? fopen(argv[1], "r") : stdin;
  if (!in) return perror(argv[1]), 66;
  static char out[1 << 16];
  setvbuf(stdout, out, _IOFBF, sizeof out);
  char *line = NULL;
  size_t size = 0;
  if (getline(&line, &size, in) < 0) return 65;
  puts("id,k,estimate,se,statistic,p_value,ci_lower,ci_upper,tau2,i2,q,q_p_value,pi_lower,pi_upper,status");
  while (getline(&line, &size, in) > 0) {
    double y[1000], v[1000];
    int k = 0;
    char *p = strchr(line, ',');
    if (!p) continue;
    *p++ = 0;
    while (k < 1000) {
      char *end;
      double estimate = strtod(p, &end);
      if (end == p || *end != ',') break;
      p = end + 1;
      double error = strtod(p, &end);
      if (end == p) break;
      y[k] = estimate;
      v[k++] = error * error;
      if (*end != ',') break;
      p = end + 1;
    }
    double w = 0, wy = 0, w2 = 0;
    for (int i = 0; i < k; i++) {
      double a = 1 / v[i];
      w += a;
      wy += a * y[i];
      w2 += a * a;
    }
    double mean = wy / w, q = 0;
    for (int i = 0; i < k; i++) q += (y[i] - mean) * (y[i] - mean) / v[i];
    double c = w - w2 / w, tau2 = (q - (k - 1)) / c;
    if (tau2 < 0) tau2 = 0;
    double s = 0, sy = 0;
    for (int i = 0; i < k; i++) {
      double a = 1 / (v[i] + tau2);
      s += a;
      sy += a * y[i];
    }
    double estimate = sy / s, se = sqrt(1 / s), z = estimate / se, typical = (k - 1) / c;
    double half = 1.959963984540054 * se, wide = 1.959963984540054 * sqrt(1 / s + tau2);
    printf("%s,%d,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%s\n", line, k, estimate, se, z,
           erfc(fabs(z) / sqrt(2)), estimate - half, estimate + half, tau2, 100 * tau2 / (tau2 + typical), q,
           chi_squared_tail(q, k - 1), estimate - wide, estimate + wide, tau2 > 0 ? "ok" : "tau2.truncated");
  }
  free(line);
  return fclose(in) ? 66 : 0;
}
