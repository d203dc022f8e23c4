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
