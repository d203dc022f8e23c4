#!/usr/bin/env Rscript
# Recomputes the expected values of stratified.json from the tables in it with the metafor installed.
#
#   generate.R          lists where the recomputed values differ from the stored ones by more than 1e-9
#
# The tables and calls are the file's own. Needs metafor and jsonlite. revman.json holds what R's meta (8.x) computes
# with settings.meta("RevMan5"): metabin(ai, n1i, ci, n2i, sm = measure, method = "MH", method.tau = "DL").
suppressMessages({library(metafor); library(jsonlite)})
home <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
file <- read_json(file.path(home, "stratified.json"))
worst <- 0; compared <- 0
for (case in file$cases) {
  data <- lapply(file$sets[[case$set]]$columns, function(x) vapply(x, function(v) if (is.null(v)) NA_real_ else as.numeric(v), 0))
  if (!is.null(data$n1i) && is.null(data$bi)) { data$bi <- data$n1i - data$ai; data$di <- data$n2i - data$ci }
  data <- data[names(data) %in% c("ai", "bi", "ci", "di", "x1i", "x2i", "t1i", "t2i")]
  call <- data
  if (case$method == "MH") call$measure <- case$measure
  if (!is.null(case$add)) { call$add <- unlist(case$add); call$to <- unlist(case$to) }
  if (!is.null(case$correct)) call$correct <- case$correct
  if (!is.null(case$level)) call$level <- case$level
  fit <- try(suppressWarnings(do.call(if (case$method == "MH") rma.mh else rma.peto, call)), silent = TRUE)
  if (inherits(fit, "try-error")) {
    if (is.null(case$expect$error)) cat(case$id, ": fails here\n")
    next
  }
  got <- list(b = fit$beta[1], se = fit$se, z = fit$zval, pval = fit$pval, ci_lb = fit$ci.lb, ci_ub = fit$ci.ub,
              QE = fit$QE, QEp = fit$QEp, I2 = fit$I2, H2 = fit$H2, MH = fit$MH, TA = fit$TA, BD = fit$BD)
  for (name in names(got)) {
    want <- case$expect[[name]]; have <- got[[name]]
    if (is.null(want) || is.null(have) || is.na(have)) next
    difference <- abs(have - want) / max(abs(want), 1e-300)
    worst <- max(worst, difference); compared <- compared + 1
    if (difference > 1e-9) cat(case$id, name, "stored", want, "here", have, "\n")
  }
}
cat(length(file$cases), "cases,", compared, "numbers, largest relative difference", worst, "\n")
