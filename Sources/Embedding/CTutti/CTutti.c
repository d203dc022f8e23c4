#include "tutti.h"

/* The functions are written in Swift (TuttiInterface); what C alone can hold stands here. */

/* The layout that callers in other languages spell out for themselves does not change. */
_Static_assert(sizeof(tutti_result) == sizeof(size_t) + 2 * sizeof(int32_t) + 14 * sizeof(double), "tutti_result");
_Static_assert(sizeof(tutti_results) == sizeof(size_t) + 16 * sizeof(void *), "tutti_results");

int32_t tutti_interface_version(void) { return TUTTI_INTERFACE_MAJOR * 1000 + TUTTI_INTERFACE_MINOR; }

const char *tutti_error_message(int32_t error) {
  switch (error) {
    case TUTTI_OK: return "no error";
    case TUTTI_ERROR_NULL: return "a pointer that must not be is NULL";
    case TUTTI_ERROR_KEY: return "a model has no choice of that name; see tutti_model_set";
    case TUTTI_ERROR_VALUE: return "the choice does not take that value; see tutti_model_set";
    case TUTTI_ERROR_LAYOUT: return "the layout is neither TUTTI_ANALYSIS_MAJOR nor TUTTI_STUDY_MAJOR";
    case TUTTI_ERROR_SIZE: return "analyses times studies is more than memory can hold";
    case TUTTI_ERROR_STRUCT: return "struct_size is not the size of the struct";
    default: return "this is no error of libtutti";
  }
}
