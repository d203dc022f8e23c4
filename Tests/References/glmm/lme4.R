# Laplace fits of UM.RS by lme4 with its inner iteration converged, written to lme4.json: Rscript lme4.R
# glmer's default tolPwrss = 1e-7 leaves the deviance so rough that standard errors by finite differences are off by up to
# 1.4 %; here it is 1e-13 (1e-10 for egger2001, whose tens of
# thousands of people leave the deviance no more digits), and the Hessian comes from numDeriv.
suppressMessages({library(lme4); library(jsonlite); library(numDeriv)})
data <- fromJSON("metafor.json", simplifyVector = FALSE)$data
cases <- list()
for (name in c("collins1985b", "lee2004", "egger2001", "nielweise2008")) {
  d <- lapply(data[[name]], unlist)
  rate <- !is.null(d$x1i)
  k <- length(if (rate) d$x1i else d$ai)
  long <- data.frame(g = rep(c(1, 0), k), g12 = rep(c(0.5, -0.5), k), s = factor(rep(1:k, each = 2)))
  if (rate) { long$y <- c(rbind(d$x1i, d$x2i)); long$t <- c(rbind(d$t1i, d$t2i)) } else {
    long$y <- c(rbind(d$ai, d$ci)); long$m <- c(rbind(d$bi, d$di)) }
  f <- if (rate) y ~ g + offset(log(t)) + (1 | s) + (g12 - 1 | s) else cbind(y, m) ~ g + (1 | s) + (g12 - 1 | s)
  control <- glmerControl(optimizer = "bobyqa", tolPwrss = if (name == "egger2001") 1e-10 else 1e-13, optCtrl = list(rhobeg = 1e-3, rhoend = 1e-12, maxfun = 1e6))
  fit <- glmer(f, data = long, family = if (rate) poisson else binomial, control = control)
  x <- c(getME(fit, "theta"), fixef(fit))
  deviance <- update(fit, devFunOnly = TRUE)
  h <- hessian(deviance, x, method.args = list(d = 0.02, eps = 1e-2))
  cases[[length(cases) + 1]] <- list(data = name, measure = if (rate) "IRR" else "OR", beta = unname(fixef(fit)[2]), se = sqrt(diag(2 * solve(h)))[4],
    mu = unname(fixef(fit)[1]), sigma2 = unname(x[1]^2), tau2 = unname(x[2]^2), log_likelihood = as.numeric(logLik(fit)))
}
write(toJSON(list(source = paste("lme4", packageVersion("lme4"), "numDeriv", packageVersion("numDeriv"), R.version.string), cases = cases),
  auto_unbox = TRUE, digits = NA, pretty = TRUE), "lme4.json")
