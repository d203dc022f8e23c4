#include "StudentRow.h"

#include <math.h>

#pragma clang fp contract(off)

/* f(eta) = eta/sqrt(1 - e^(-eta^2)) = sum f_k eta^(2k), from f_23 down to f_1; as in the room Distributions. */
static const double expansion[] = {
  -1.0363862910759544e-19, 2.5030337435180244e-20, 4.283476654726128e-18, -1.1473989542270475e-18,
  -1.778579261088922e-16, 5.3488858900327365e-17, 7.426702350918158e-15, -2.546988626356897e-15,
  -3.1229993780631886e-13, 1.2468358960996804e-13, 1.3251315155878903e-11, -6.3372301556671304e-12,
  -5.690071833942187e-10, 3.3966619960386745e-10, 2.4836319884715677e-08, -1.9670584004181822e-08,
  -1.110097087880291e-06, 1.2756024718915344e-06, 5.154079861111111e-05, -9.765625e-05, -0.0026041666666666665,
  0.010416666666666666, 0.25,
};

void tutti_student_row(double nu, double peak, double *row) {
  enum { terms = sizeof expansion / sizeof expansion[0] };
  row[STUDENT_SCALE] = peak / nu;
  row[STUDENT_INVERSE] = 1 / nu;
  double raised = nu;
  int steps = 0;
  for (; raised < 30; raised += 2) steps++;
  row[STUDENT_STEPS] = steps;
  row[STUDENT_ROOT] = sqrt(raised);
  double product = 1;
  for (int n = 0; n < STUDENT_POWERS; n++) {
    row[STUDENT_POWER + n] = product;
    product *= (nu + 2 * n + 1) / (nu + 2 * n + 2);
  }
  /* g_(k-1) = f_k + (2k + 1) g_k/nu from the top; then sqrt(2/pi) g/(1 + g_0/nu) over sqrt(nu). */
  double g = 0, order = 2 * terms + 1;
  for (int n = STUDENT_TERMS - 1; n >= terms; n--) row[STUDENT_SERIES + n] = 0;
  for (int i = 0; i < terms; i++, order -= 2) {
    g = expansion[i] + order / raised * g;
    row[STUDENT_SERIES + terms - 1 - i] = g;
  }
  double norm = 0.79788456080286535588 / (sqrt(raised) * (1 + g / raised));
  for (int n = 0; n < terms; n++) row[STUDENT_SERIES + n] *= norm;
}
