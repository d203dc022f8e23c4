#!/usr/bin/env Rscript
# Recomputes leave-one-out.json with the metafor installed and lists differences, and writes gosh.json: generate.R [--write]
#
# The data and calls are the files' own. Needs metafor and jsonlite. tau2 is iterated tightly. metafor 3.8 and 5.1 agree
# on all cases once both are converged.
suppressMessages({library(metafor); library(jsonlite)})
home <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
content <- fromJSON(file.path(home, "leave-one-out.json"), simplifyVector = FALSE)
column <- function(x) { x[vapply(x, is.null, TRUE)] <- NA; unlist(x) }
tight <- function(method) {
  if (method %in% c("REML", "ML", "EB")) list(threshold = 1e-14, maxiter = 10000)
  else if (method == "PM") list(tol = 1e-14, maxiter = 10000) else list()
}
compare <- function(id, expect, result) {
  for (name in intersect(names(expect), names(result))) {
    a <- column(expect[[name]]); b <- result[[name]]
    difference <- max(abs(a - b)/pmax(abs(a), 1e-3))
    if (!is.na(difference) && difference > 1e-7) cat(id, name, "differs by", difference, "\n")
  }
}
for (case in content$cases) {
  data <- content$data[[case$data]]
  fit <- suppressWarnings(rma(column(data$yi), column(data$vi), method = case$call$method, test = case$call$test,
                              control = tight(case$call$method)))
  result <- suppressWarnings(leave1out(fit))
  if (!is.null(result$tval)) result$zval <- result$tval
  compare(case$id, case$expect, unclass(result))
}
for (case in content$tables) {
  data <- as.data.frame(lapply(content$data[[case$data]]$columns, column))
  fit <- if (case$call$pooling == "MH") {
    rma.mh(measure = case$call$measure, ai = data$ai, bi = data$bi, ci = data$ci, di = data$di)
  } else rma.peto(ai = data$ai, bi = data$bi, ci = data$ci, di = data$di)
  compare(case$id, case$expect, unclass(leave1out(fit)))
}

# GOSH: all subsets of small sets. metafor's rows come in an order of its own; the subsets are kept as bit masks.
gosh_case <- function(set, rows, method, mods = NULL) {
  yi <- column(content$data[[set]]$yi)[rows]; vi <- column(content$data[[set]]$vi)[rows]
  k <- length(yi)
  fit <- suppressWarnings(rma(yi, vi, method = method, control = tight(method)))
  g <- suppressWarnings(gosh(fit, progbar = FALSE))
  masks <- as.matrix(g$incl) %*% 2^(seq_len(k) - 1)
  order <- order(masks)
  result <- g$res[order, ]
  list(id = paste0("gosh.", set, ".", method), data = set, rows = rows, method = method, mask = masks[order],
       estimate = result[, ncol(result)], QE = result$QE, I2 = result$I2, H2 = result$H2,
       tau2 = if ("tau2" %in% names(result)) result$tau2 else rep(0, nrow(result)))
}
if ("--write" %in% commandArgs()) {
  cases <- list(gosh_case("collins1985b", 1:7, "EE"), gosh_case("collins1985b", 1:7, "DL"),
                gosh_case("bcg-rr", 4:10, "REML"), gosh_case("normand1999-smd", 1:6, "PM"),
                gosh_case("bcg-rr", 1:6, "ML"), gosh_case("normand1999-smd", 3:8, "HE"),
                gosh_case("bcg-rr", 1:6, "SJ"), gosh_case("collins1985b", 3:9, "HS"))
  lines <- vapply(cases, function(x) as.character(toJSON(x, auto_unbox = TRUE, digits = NA)), "")
  writeLines(c("{", paste0("\"provenance\":{\"tool\":\"metafor ", packageVersion("metafor"), ", ",
    R.version.string, "\",\"functions\":\"gosh of rma\",\"check\":\"generate.R\"},"),
    "\"cases\":[", paste0(lines, c(rep(",", length(lines) - 1), "")), "]", "}"), file.path(home, "gosh.json"))
}
