/* SYNTHETIC panels: N analyses of K studies with random estimates and standard errors from a seed.

       ./generate SEED N K panel.csv              wide: id,y1,se1,…
       ./generate SEED N K plink PREFIX           the same numbers as PREFIX1.assoc … PREFIXK.assoc for PLINK 1.9 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;
/* SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195). */
static double uniform(void) {
  uint64_t z = state += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  z ^= z >> 31;
  return ((double)(z >> 11) + 0.5) * 0x1p-53;
}
static double normal(void) { return sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform()); }

int main(int argc, char **argv) {
  if (argc < 5) return 64;
  state = strtoull(argv[1], NULL, 10);
  long n = atol(argv[2]);
  int k = atoi(argv[3]), plink = argc > 5 && !strcmp(argv[4], "plink");
  FILE *files[100] = {0};
  if (k < 1 || k > 100) return 64;
  if (plink) {
    for (int i = 0; i < k; i++) {
      char name[4096];
      snprintf(name, sizeof name, "%s%d.assoc", argv[5], i + 1);
      if (!(files[i] = fopen(name, "w"))) return perror(name), 73;
      fputs("SNP CHR BP A1 A2 BETA SE\n", files[i]);
    }
  } else {
    if (!(files[0] = fopen(argv[4], "w"))) return perror(argv[4]), 73;
    fputs("id", files[0]);
    for (int i = 1; i <= k; i++) fprintf(files[0], ",y%d,se%d", i, i);
    fputc('\n', files[0]);
  }
  for (long a = 0; a < n; a++) {
    double mean = 0.1 * normal(), tau = uniform() < 0.5 ? 0 : 0.2 * uniform();
    if (!plink) fprintf(files[0], "SYN%07ld", a + 1);
    for (int i = 0; i < k; i++) {
      double se = 0.05 + 0.3 * uniform(), y = mean + tau * normal() + se * normal();
      if (plink)
        fprintf(files[i], "SYN%07ld 1 %ld A C %.7f %.8f\n", a + 1, a + 1, y, se);
      else
        fprintf(files[0], ",%.7f,%.8f", y, se);
    }
    if (!plink) fputc('\n', files[0]);
  }
  for (int i = 0; i < (plink ? k : 1); i++)
    if (fclose(files[i])) return 73;
  return 0;
}
