# Writes design.json: what R's model.matrix makes of formulas on a small table of invented numbers.
#   Rscript generate.R > design.json
# rcs(x, n) is Harrell's basis (rms is not needed: the truncated powers are written out below); center(x) is x - mean(x).
rcs <- function(x, n) {
  q <- list(`3` = c(.1, .5, .9), `4` = c(.05, .35, .65, .95), `5` = c(.05, .275, .5, .725, .95))[[as.character(n)]]
  t <- quantile(x, q, names = FALSE); k <- length(t)
  pos <- function(z) pmax(z, 0)^3
  cols <- sapply(seq_len(k - 2), function(j) (pos(x - t[j]) - pos(x - t[k - 1]) * (t[k] - t[j]) / (t[k] - t[k - 1]) +
    pos(x - t[k]) * (t[k - 1] - t[j]) / (t[k] - t[k - 1])) / (t[k] - t[1])^2)
  m <- cbind(x, cols); colnames(m) <- seq_len(k - 1); m
}
center <- function(x) x - mean(x)
data <- data.frame(
  x = c(3, 10, 24, 16, 51, 7, 12, 30), z = c(0.5, 1.5, -2, 0.25, 3, -1, 2, 0),
  g = c("rct", "cct", "rct", "pre", "cct", "pre", "rct", "cct"), h = c("yes", "no", "no", "yes", "yes", "no", "yes", "no"),
  n = c(10, 2, 2, 1, 10, 1, 2, 10))
formulas <- c("~ x", "~ 0 + x", "~ x - 1", "~ g", "~ 0 + g", "~ x + g", "~ g + x", "~ x * g", "~ g * h", "~ 0 + g * h",
  "~ g:h", "~ 0 + g:h", "~ x:g", "~ x + x:g", "~ 0 + x:g", "~ g + g:h", "~ (x + z + g)^2", "~ factor(n)", "~ 0 + factor(n)",
  "~ factor(n) * h", "~ I(x^2)", "~ x + I(x^2)", "~ I((x - 16) / 10) + log(x)", "~ sqrt(x) * z", "~ poly(x, 2)",
  "~ poly(x, 3) + g", "~ rcs(x, 3)", "~ rcs(x, 4) + z", "~ center(x) * h", "~ x * z * h", "~ x + x + g:x + x", "~ (x + z)^2 - x",
  "~ g * h - g:h", "~ 1", "~ log(x):g + h", "~ I(-x^2) + exp(z)", "~ h:g:x", "~ z:poly(x, 2)")
quote_ <- function(s) paste0('"', gsub('"', '\\"', s, fixed = TRUE), '"')
num <- function(v) paste(formatC(v, digits = 17, format = "g"), collapse = ", ")
out <- sapply(formulas, function(f) {
  m <- model.matrix(as.formula(f), data)
  names <- gsub(" ", "", sub("\\(Intercept\\)", "intercept", colnames(m)))
  cols <- apply(m, 2, function(v) paste0("[", num(v), "]"))
  sprintf('    {"formula": %s, "terms": [%s],\n     "columns": [%s]}', quote_(f), paste(sapply(names, quote_), collapse = ", "),
    paste(cols, collapse = ",\n       "))
})
column <- function(n) if (is.numeric(data[[n]])) num(data[[n]]) else paste(sapply(data[[n]], quote_), collapse = ", ")
cat('{\n  "generator": "generate.R", "tool": "', R.version.string, '",\n  "data": {\n', paste(sprintf('    "%s": [%s]', names(data),
  sapply(names(data), column)), collapse = ",\n"), '\n  },\n  "cases": [\n', paste(out, collapse = ",\n"), "\n  ]\n}\n", sep = "")
