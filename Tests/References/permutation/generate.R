#!/usr/bin/env Rscript
# Recomputes the expected values of cases.json with the metafor installed and lists differences: generate.R [--write]
#
# The data and calls are the file's own; cases without "expect" get theirs here. Needs metafor and jsonlite. Exact tests only:
# their p values are counts over counts and do not depend on a seed. tau2 is iterated tightly, so that ties stay ties.
suppressMessages({library(metafor); library(jsonlite)})
home <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
path <- file.path(home, "cases.json")
content <- fromJSON(path, simplifyVector = FALSE)
column <- function(x) { x[vapply(x, is.null, TRUE)] <- NA; unlist(x) }
for (n in seq_along(content$cases)) {
  case <- content$cases[[n]]
  data <- as.data.frame(lapply(content$data[[case$data]][-1], column))
  call <- case$call
  if (!is.null(call$rows)) data <- data[seq_len(call$rows), ]
  mods <- if (is.null(call$mods)) ~ 1 else as.formula(call$mods)
  control <- if (call$method %in% c("REML", "ML", "EB")) list(threshold = 1e-12, maxiter = 5000) else list()
  fit <- rma(yi, vi, mods = mods, data = data, method = call$method, test = call$test, control = control)
  p <- permutest(fit, exact = TRUE, progbar = FALSE)
  new <- list(pval = as.list(p$pval), QMp = p$QMp)
  if (!is.null(case$expect)) {
    difference <- max(abs(unlist(case$expect[c("pval", "QMp")]) - unlist(new)))
    if (difference > 1e-12) cat(case$id, "differs by", difference, "\n")
  }
  content$cases[[n]]$expect[c("pval", "QMp")] <- new
}
if ("--write" %in% commandArgs()) {
  member <- function(x) toJSON(x, auto_unbox = TRUE, digits = NA, null = "null")
  sets <- paste0("    \"", names(content$data), "\": ", vapply(content$data, member, ""), collapse = ",\n")
  cases <- paste0("    ", vapply(content$cases, member, ""), collapse = ",\n")
  writeLines(paste0("{\n  \"provenance\": ", member(content$provenance), ",\n  \"data\": {\n", sets, "\n  },\n  \"cases\": [\n",
    cases, "\n  ]\n}"), path)
}
