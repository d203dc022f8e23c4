#!/usr/bin/env Rscript
# Writes curves.json: what metafor computes for the dose-response curves of the bundled SYNTHETIC data.
#
#   generate.R > curves.json
#
# Data: the controlled rows of Datasets/SYNTHETIC-gamut-shaped (invented numbers), as standardized mean differences.
# The restricted cubic spline is built here from Harrell (2015), sec. 2.4.5: knots at type-7 quantiles, truncated powers
# over (t_k - t_1)^2; no package is used for it. Needs metafor and jsonlite.
suppressMessages({library(metafor); library(jsonlite)})
home <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
table <- read.csv(file.path(home, "../../../Datasets/SYNTHETIC-gamut-shaped/SYNTHETIC-gamut-shaped.csv"))
table <- table[!is.na(table$m1i), ]
table <- escalc("SMD", m1i = m1i, sd1i = sd1i, n1i = n1i, m2i = m2i, sd2i = sd2i, n2i = n2i, data = table)
yi <- signif(as.numeric(table$yi), 10); vi <- signif(as.numeric(table$vi), 10)
d <- table$sessions; q <- as.numeric(table$qualified_therapist == "yes")

cube <- function(t) pmax(t, 0)^3
spline <- function(x, values, n) {
  p <- list(`3` = c(.1, .5, .9), `4` = c(.05, .35, .65, .95), `5` = c(.05, .275, .5, .725, .95))[[as.character(n)]]
  t <- quantile(values, p, type = 7, names = FALSE)
  last <- t[n]; before <- t[n - 1]
  cbind(x, sapply(seq_len(n - 2), function(j)
    (cube(x - t[j]) - cube(x - before) * (last - t[j]) / (last - before) + cube(x - last) * (before - t[j]) / (last - before)) /
      (last - t[1])^2))
}
bases <- list(
  linear = function(x) cbind(x), logarithmic = function(x) cbind(log(x)), quadratic = function(x) cbind(x, x^2),
  spline3 = function(x) spline(x, d, 3), spline4 = function(x) spline(x, d, 4))
at <- c(4, 7.5, 12, 20, 33.25, 51, 60)
control <- list(threshold = 1e-14, maxiter = 10000)
number <- function(x) if (is.na(x)) NULL else x
describe <- function(fit) list(
  b = I(as.vector(fit$beta)), se = I(fit$se), tau2 = fit$tau2, R2 = if (is.null(fit$R2)) NA else fit$R2,
  logLik = as.numeric(logLik(fit)), AIC = AIC(fit), AICc = AIC(fit, correct = TRUE), BIC = BIC(fit))
cases <- list()
for (name in names(bases)) for (test in c("z", "knha")) for (adjusted in c(FALSE, TRUE)) {
  X <- bases[[name]](d); new <- bases[[name]](at)
  if (adjusted) { X <- cbind(X, q); new <- cbind(new, mean(q)) }
  reml <- rma(yi, vi, mods = X, method = "REML", test = test, control = control)
  ml <- rma(yi, vi, mods = X, method = "ML", test = test, control = control)
  curve <- predict(reml, newmods = unname(new))
  cases[[length(cases) + 1]] <- list(
    model = name, test = test, adjusted = adjusted, reml = describe(reml), ml = describe(ml), at = I(at),
    curve = list(estimate = I(curve$pred), se = I(curve$se), ci_lower = I(curve$ci.lb), ci_upper = I(curve$ci.ub),
      pi_lower = I(curve$pi.lb), pi_upper = I(curve$pi.ub)))
}
base <- lapply(c(FALSE, TRUE), function(adjusted) {
  fit <- if (adjusted) rma(yi, vi, mods = cbind(q), method = "ML", control = control) else rma(yi, vi, method = "ML", control = control)
  c(list(adjusted = adjusted), describe(fit))
})
cat(toJSON(list(
  generator = "generate.R", tool = sprintf("metafor %s, %s", packageDescription("metafor")$Version, R.version.string),
  source = "SYNTHETIC-gamut-shaped: invented numbers",
  data = list(yi = I(yi), vi = I(vi), dose = I(d), qualified = I(q)), baseline = base, cases = cases),
  digits = I(17), auto_unbox = TRUE, na = "null", pretty = 2), "\n", sep = "")
