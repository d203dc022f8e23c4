# Recomputes the transformations (cases tf.*) of conversions.json with the installed metafor and prints what differs:
#
#   Rscript conversions.R conversions.json
#
# The committed numbers come from metafor 5.1-12, which has functions that older versions lack; those are listed.
suppressPackageStartupMessages({ library(metafor); library(jsonlite) })

number <- function(x) if (is.null(x)) NA_real_ else if (identical(x, "Inf")) Inf else if (identical(x, "-Inf")) -Inf else as.numeric(x)
column <- function(values) vapply(values, number, 0)

for (case in fromJSON(commandArgs(TRUE)[1], simplifyVector = FALSE)$cases) {
  name <- case$call[["function"]]
  if (!grepl("^tf[.]", case$id) || is.null(case$expect$value)) next
  if (!exists(name, asNamespace("metafor"))) { cat(case$id, ": no", name, "here\n"); next }
  f <- get(name, asNamespace("metafor"))
  x <- column(case$columns$x)
  value <- tryCatch({
    if (!is.null(case$call$tau2)) sapply(x, f, targs = list(tau2 = case$call$tau2))
    else if (!is.null(case$call$sd)) sapply(x, f, targs = list(sd = case$call$sd))
    else if (name == "transf.ipft.hm") sapply(x, f, targs = list(ni = column(case$columns$ni)))
    else if (!is.null(case$columns$ni)) f(x, column(case$columns$ni))
    else if (!is.null(case$columns$ti)) f(x, column(case$columns$ti))
    else sapply(x, f)
  }, error = function(e) { cat(case$id, ":", conditionMessage(e), "\n"); NULL })
  if (is.null(value)) next
  expected <- column(case$expect$value)
  same <- value == expected | abs(value - expected) <= max(1e-9, number(case$tol), na.rm = TRUE)
  if (!all(same | (is.na(value) & is.na(expected)))) cat(case$id, ":", format(value, digits = 12), "\n")
}
