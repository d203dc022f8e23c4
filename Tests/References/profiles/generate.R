# Computes the cases of this folder with the R packages installed here: metafor@X.Y.json with metafor X.Y and, where meta
# is installed, meta@X.json, iqwig@6.json and revman@5.json by its defaults and presets.
#
#   Rscript generate.R [folder]      (writes beside data.json unless a folder is given)
#
# The values kept here were computed with the versions that each file names; Debian 12 has metafor 3.8-1 and no meta.
suppressPackageStartupMessages({ library(metafor); library(jsonlite) })
arguments <- commandArgs(FALSE)
here <- dirname(sub("--file=", "", grep("--file=", arguments, value = TRUE)))
target <- c(commandArgs(TRUE), here)[1]
data <- fromJSON(file.path(here, "data.json"), simplifyVector = TRUE)
tight <- list(threshold = 1e-13, maxiter = 10000, tol = 1e-12, stepadj = 1)

number <- function(x) if (is.null(x) || length(x) == 0) NULL else { x <- as.numeric(x); ifelse(is.nan(x) | is.infinite(x), NA, x) }
coefficient <- function(fit) list(
  est = number(fit$b), se = number(fit$se), ci_lb = number(fit$ci.lb), ci_ub = number(fit$ci.ub),
  stat = number(fit$zval), p = number(fit$pval))

## metafor ---------------------------------------------------------------------------------------------------------

random <- function(effects, control) {
  fit <- rma(yi, vi, data = effects, method = "REML", control = control[intersect(names(control), if (is.null(control$threshold)) character() else c("threshold", "maxiter"))])
  limits <- tryCatch(confint(fit, control = control[c("tol", "maxiter")])$random, error = function(e) NULL)
  limit <- function(row, end) if (is.null(limits)) NULL else number(limits[row, end])
  prediction <- predict(fit)
  bound <- function(new, old) number(if (is.null(prediction[[new]])) prediction[[old]] else prediction[[new]])
  list(
    random = coefficient(fit),
    tau2 = list(est = number(fit$tau2), se = number(fit$se.tau2), ci_lb = limit("tau^2", "ci.lb"), ci_ub = limit("tau^2", "ci.ub")),
    I2 = list(est = number(fit$I2), ci_lb = limit("I^2(%)", "ci.lb"), ci_ub = limit("I^2(%)", "ci.ub")),
    predict = list(lb = bound("pi.lb", "cr.lb"), ub = bound("pi.ub", "cr.ub")),
    w_random_pct = { w <- rep(NA, nrow(effects)); w[fit$not.na] <- weights(fit)[fit$not.na]; w },
    Q = list(stat = number(fit$QE), df = fit$k - 1, p = number(fit$QEp)), k = fit$k)
}

metaforCase <- function(columns, measure, variant) {
  columns <- as.data.frame(columns)
  if (variant != "default") {
    fit <- if (variant == "rma.mh") do.call(rma.mh, c(list(measure = measure), columns)) else do.call(rma.peto, columns)
    result <- list(k = fit$k, k_yi = fit$k.yi, common = coefficient(fit),
      Q = list(stat = number(fit$QE), df = fit$k.yi - 1, p = number(fit$QEp)), I2 = list(est = number(fit$I2)), H2 = list(est = number(fit$H2)))
    if (!is.null(fit$MH)) result$MH <- list(stat = number(fit$MH), p = number(fit$MHp))
    return(result)
  }
  effects <- if (measure == "GEN") columns else do.call(escalc, c(list(measure = measure), columns))
  effects <- data.frame(yi = as.numeric(effects$yi), vi = as.numeric(effects$vi))
  common <- rma(yi, vi, data = effects, method = "EE")
  shipped <- random(effects, list(tol = .Machine$double.eps^0.25, maxiter = 1000))
  exact <- random(effects, tight[c("threshold", "maxiter", "tol")])
  w <- rep(NA, nrow(effects)); w[common$not.na] <- weights(common)[common$not.na]
  c(list(study = list(yi = effects$yi, sei = sqrt(effects$vi), w_common_pct = w, w_random_pct = shipped$w_random_pct),
         common = c(coefficient(common), list(I2 = number(common$I2), H2 = number(common$H2)))),
    shipped[c("random", "tau2", "I2", "predict", "Q", "k")],
    list(tight = exact[c("random", "tau2", "I2", "predict", "w_random_pct")]))
}

## meta ------------------------------------------------------------------------------------------------------------

metaCall <- function(columns, measure, options) {
  x <- as.data.frame(columns)
  common <- c(list(sm = measure), options)
  switch(
    if (all(c("ai", "bi") %in% names(x))) "bin" else if ("m1i" %in% names(x)) "cont" else if ("x1i" %in% names(x)) "inc"
    else if ("xi" %in% names(x)) "prop" else if ("ri" %in% names(x)) "cor" else "gen",
    bin = do.call(meta::metabin, c(list(x$ai, x$ai + x$bi, x$ci, x$ci + x$di), common)),
    cont = do.call(meta::metacont, c(list(x$n1i, x$m1i, x$sd1i, x$n2i, x$m2i, x$sd2i), common)),
    inc = do.call(meta::metainc, c(list(x$x1i, x$t1i, x$x2i, x$t2i), common)),
    prop = do.call(meta::metaprop, c(list(x$xi, x$ni), common)),
    cor = do.call(meta::metacor, c(list(x$ri, x$ni), common)),
    gen = do.call(meta::metagen, c(list(x$yi, sqrt(x$vi)), options)))
}

metaCase <- function(columns, measure, variant) {
  options <- list(default = list(), Inverse = list(method = "Inverse"), Peto = list(method = "Peto"),
                  `MH-exact` = list(MH.exact = TRUE))[[variant]]
  fit <- tryCatch(metaCall(columns, measure, options), error = function(e) conditionMessage(e))
  if (is.character(fit)) return(list(error = fit))
  part <- function(fit, which) list(
    est = number(fit[[paste0("TE.", which)]]), se = number(fit[[paste0("seTE.", which)]]),
    ci_lb = number(fit[[paste0("lower.", which)]]), ci_ub = number(fit[[paste0("upper.", which)]]),
    stat = number(fit[[paste0("statistic.", which)]]), p = number(fit[[paste0("pval.", which)]]))
  varying <- function(fit) list(
    random = c(part(fit, "random"), list(df = if (is.null(fit$df.random) || is.na(fit$df.random)) "Inf" else number(fit$df.random))),
    tau2 = list(est = number(fit$tau2), se = number(fit$se.tau2), ci_lb = number(fit$lower.tau2), ci_ub = number(fit$upper.tau2)),
    I2 = list(est = 100 * number(fit$I2), ci_lb = 100 * number(fit$lower.I2), ci_ub = 100 * number(fit$upper.I2)),
    predict = list(lb = number(fit$lower.predict), ub = number(fit$upper.predict)),
    w_random_pct = 100 * fit$w.random / sum(fit$w.random))
  exact <- metaCall(columns, measure, c(options, list(control = tight[c("threshold", "maxiter", "tol")])))
  shipped <- varying(fit)
  c(list(study = list(yi = fit$TE, sei = fit$seTE, w_common_pct = 100 * fit$w.common / sum(fit$w.common),
                      w_random_pct = shipped$w_random_pct),
         k = fit$k, common = part(fit, "common")), shipped[c("random", "tau2", "I2", "predict")],
    list(Q = list(stat = number(fit$Q), df = number(fit$df.Q), p = number(fit$pval.Q)), tight = varying(exact)))
}

## the files -------------------------------------------------------------------------------------------------------

write <- function(profile, tool, version, compute) {
  file <- file.path(here, paste0(profile, ".json"))
  if (!file.exists(file)) return(invisible())
  cases <- fromJSON(file, simplifyVector = FALSE)$cases
  lines <- vapply(cases, function(case) {
    case$expect <- compute(data[[case$data]]$columns, case$measure, case$variant)
    paste0("    ", toJSON(case, auto_unbox = TRUE, digits = NA, null = "null", na = "null"))
  }, "")
  text <- sprintf('{\n  "tool": "%s",\n  "version": "%s",\n  "cases": [\n%s\n  ]\n}', tool, version, paste(lines, collapse = ",\n"))
  writeLines(text, file.path(target, basename(file)))
}

version <- as.character(packageVersion("metafor"))
short <- paste(strsplit(version, "[.-]")[[1]][1:2], collapse = ".")
r <- paste("R", getRversion())
suppressWarnings(write(paste0("metafor@", short), "R metafor", sprintf("metafor %s; %s", version, r), metaforCase))
if (requireNamespace("meta", quietly = TRUE)) {
  full <- sprintf("meta %s on metafor %s; %s", packageVersion("meta"), version, r)
  major <- strsplit(as.character(packageVersion("meta")), "[.-]")[[1]][1]
  suppressWarnings(write(paste0("meta@", major), "R meta", full, metaCase))
  for (preset in list(c("iqwig@6", "IQWiG6"), c("revman@5", "RevMan5"))) {
    meta::settings.meta(preset[2])
    suppressWarnings(write(preset[1], "R meta", full, metaCase))
    meta::settings.meta(reset = TRUE)
  }
}
