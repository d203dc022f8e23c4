/* The C interface from C: fits three studies and prints the pooled effect. */
#include <math.h>
#include <stdio.h>
#include <tutti.h>

int main(void) {
  const double yi[] = {0.1, 0.5, NAN, 0.9}, vi[] = {0.04, 0.01, 0.04, 0.09};
  tutti_result result = {.struct_size = sizeof result};
  tutti_model *model = tutti_model_new();
  int error = tutti_model_set(model, "method", "DL");
  if (!error) error = tutti_model_set(model, "test", "z");
  if (!error) error = tutti_fit_one(model, yi, vi, 4, &result);
  tutti_model_free(model);
  if (error) {
    fprintf(stderr, "%s\n", tutti_error_message(error));
    return 1;
  }
  printf("%d %.17g %.17g %.17g %s\n", result.k, result.estimate, result.se, result.tau2, tutti_status_code(result.status));
  return 0;
}
