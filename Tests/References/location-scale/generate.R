#!/usr/bin/env Rscript
# Compares the "expect" members of cases.json with the metafor installed: generate.R [--write]
#
# The data and calls are the file's own. Needs metafor 3.8 or later and jsonlite. --write replaces the expected values
# (and then "provenance.tool" should say which metafor made them).
suppressMessages({library(metafor); library(jsonlite)})
home <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
path <- file.path(home, "cases.json")
content <- fromJSON(path, simplifyVector = FALSE)
column <- function(x) { x[vapply(x, is.null, TRUE)] <- NA; unlist(x) }
worst <- 0
for (n in seq_along(content$cases)) {
  case <- content$cases[[n]]
  if (is.null(case$expect)) next
  data <- as.data.frame(lapply(content$data[[case$data]][-1], column))
  call <- case$call
  fit <- suppressWarnings(rma(yi, vi, mods = as.formula(call$mods), scale = as.formula(call$scale), data = data,
    method = call$method, test = call$test, link = call$link))
  pairs <- list(c(fit$alpha), unlist(case$expect$alpha$a), fit$se.alpha, unlist(case$expect$alpha$se), c(fit$beta), unlist(case$expect$coef$b),
    fit$se, unlist(case$expect$coef$se), fit$QS, case$expect$QS, fit$fit.stats$ML[1], case$expect$fit_stats$ML$ll,
    fit$fit.stats$REML[1], case$expect$fit_stats$REML$ll)
  for (i in seq(1, length(pairs), 2))
    worst <- max(worst, abs(pairs[[i]] - pairs[[i + 1]]) / pmax(1e-3, abs(pairs[[i + 1]])))
  if ("--write" %in% commandArgs()) {
    content$cases[[n]]$expect$alpha$a <- as.list(c(fit$alpha)); content$cases[[n]]$expect$alpha$se <- as.list(fit$se.alpha)
    content$cases[[n]]$expect$coef$b <- as.list(c(fit$beta)); content$cases[[n]]$expect$coef$se <- as.list(fit$se)
    content$cases[[n]]$expect$QS <- fit$QS
  }
}
cat(sprintf("metafor %s: largest relative difference %.2g\n", packageDescription("metafor")$Version, worst))
if ("--write" %in% commandArgs()) write_json(content, path, auto_unbox = TRUE, digits = NA, null = "null")
