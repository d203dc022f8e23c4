#!/usr/bin/env Rscript
# Writes labbe.json: where metafor's labbe() puts the studies of SYNTHETIC tables and rates, on each measure's own scale
# with 1/2 added to cells of tables with a zero (0 for AS and IRSD), and the pooled effect it draws.
#
#   labbe.R > labbe.json
#
# Needs metafor and jsonlite.
suppressMessages({library(metafor); library(jsonlite)})
pdf(NULL)
tables <- list(ai = c(0, 2, 0, 5, 30), n1i = c(20, 30, 25, 40, 31), ci = c(3, 4, 0, 5, 12), n2i = c(21, 28, 24, 5, 30))
rates <- list(x1i = c(0, 4, 11), t1i = c(120.5, 300, 210), x2i = c(2, 9, 0), t2i = c(100, 280.25, 190))
cases <- list()
for (measure in c("OR", "RR", "RD", "AS", "IRR", "IRD", "IRSD")) {
  columns <- if (startsWith(measure, "IR")) rates else tables
  fit <- do.call(rma, c(columns, list(measure = measure, method = "EE")))
  at <- labbe(fit)
  cases[[length(cases) + 1]] <- list(measure = measure, columns = columns, first = at$y, second = at$x)
}
cat(toJSON(list(
  provenance = list(tool = paste0("metafor ", packageVersion("metafor"), ", ", R.version.string),
    "made by" = "labbe.R", data = "SYNTHETIC"),
  cases = cases), digits = NA, auto_unbox = TRUE, pretty = TRUE), "\n")
