# R's own values beside those of intervals.json: Rscript intervals.R
suppressMessages(library(jsonlite))
file <- fromJSON("intervals.json", simplifyVector = FALSE)
worst <- 0
for (p in file$proportions) {
  ci <- binom.test(p$x, p$n, conf.level = p$level / 100)$conf.int
  stored <- as.numeric(unlist(p$limits[["clopper-pearson"]]))
  wilson <- prop.test(p$x, p$n, conf.level = p$level / 100, correct = FALSE)$conf.int
  worst <- max(worst, abs(ci - stored), abs(wilson - as.numeric(unlist(p$limits$wilson))))
}
cat("binom.test and prop.test: largest difference", worst, "\n")
for (t in file$tables) {
  f <- fisher.test(matrix(unlist(t$table), 2, byrow = TRUE), conf.level = t$level / 100)
  cat(unlist(t$table), ": p", f$p.value, t$values$p_fisher, " log OR", log(f$estimate), t$values$estimate,
      " limits", log(f$conf.int), unlist(t$values$exact), "\n")
}
rates <- fromJSON("rates.json", simplifyVector = FALSE)
worst <- 0
for (r in rates$rates) {
  ci <- poisson.test(r$x, r$t, conf.level = r$level / 100)$conf.int
  worst <- max(worst, abs(ci - as.numeric(unlist(r$exact))))
}
for (r in rates$ratios) {
  ci <- log(poisson.test(c(r$x1i, r$x2i), c(r$t1i, r$t2i), conf.level = r$level / 100)$conf.int)
  stored <- as.numeric(unlist(r$exact))
  worst <- max(worst, abs(ci - stored)[is.finite(stored)])
}
cat("poisson.test: largest difference", worst, "\n")
