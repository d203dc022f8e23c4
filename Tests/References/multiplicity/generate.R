# Writes single-step.json: adjusted p values and critical values of contrasts, as multcomp defines them, from the
# multivariate t and normal probabilities of mvtnorm as a black box.
#
#   Rscript generate.R > single-step.json
#
# The integration (GenzBretz) runs with abseps 1e-6 and up to 4e5 points; multcomp's own runs with 1e-3.
suppressMessages({ library(metafor); library(mvtnorm) })
dat <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
num <- function(x) paste0("[", paste(format(x, digits = 16, trim = TRUE, scientific = FALSE), collapse = ", "), "]")
txt <- function(x) paste0("[", paste0('"', x, '"', collapse = ", "), "]")
one <- function(id, test, mods, texts, X) {
  fit <- rma(yi, vi, mods = mods, data = dat, test = test, control = list(threshold = 1e-13, maxiter = 10000))
  C <- X %*% vcov(fit) %*% t(X)
  statistic <- as.numeric(X %*% coef(fit)) / sqrt(diag(C))
  R <- cov2cor(C)
  df <- if (test == "z") 0 else fit$k - fit$p
  tail <- function(c) {
    set.seed(1)
    1 - as.numeric(pmvt(rep(-c, nrow(X)), rep(c, nrow(X)), df = df, corr = R, algorithm = GenzBretz(maxpts = 4e5, abseps = 1e-6)))
  }
  p <- sapply(abs(statistic), tail)
  quantile <- uniroot(function(c) tail(c) - 0.05, c(1.9, 4), tol = 1e-6)$root
  cat(sprintf('    {"id": "%s", "test": "%s", "mods": "%s", "contrasts": %s,\n      "statistic": %s,\n      "adjusted": %s,\n      "quantile": %s}',
    id, test, sub("^~", "~", deparse(mods)), txt(texts), num(statistic),
    num(p), format(quantile, digits = 16)))
}
cat('{\n  "provenance": {"tool": "mvtnorm', as.character(packageVersion("mvtnorm")),
  'and metafor', as.character(packageVersion("metafor")), '", "script": "generate.R"},\n')
cat('  "yi":', num(dat$yi), ',\n  "vi":', num(dat$vi), ',\n  "ablat":', num(dat$ablat), ',\n  "alloc":', txt(dat$alloc), ',\n  "cases": [\n')
pairs <- rbind(c(0, 1, 0), c(0, 0, 1), c(0, 1, -1))
texts <- c("allocrandom", "allocsystematic", "allocrandom - allocsystematic = 0")
one("pairs.z", "z", ~ alloc, texts, pairs); cat(",\n")
one("pairs.knha", "knha", ~ alloc, texts, pairs); cat(",\n")
four <- diag(4)[2:4, ]
one("coefficients.knha", "knha", ~ ablat + alloc, c("ablat", "allocrandom", "allocsystematic"), four); cat("\n  ]\n}\n")
