# Values of R's metafor for the cases of metafor.json, printed beside those stored: Rscript metafor.R
# Needs metafor, lme4, BiasedUrn and jsonlite (apt-get install r-cran-metafor r-cran-lme4 r-cran-biasedurn r-cran-jsonlite).
suppressMessages({library(metafor); library(jsonlite)})
file <- fromJSON("metafor.json", simplifyVector = FALSE)
for (case in file$cases) {
  columns <- lapply(file$data[[case$data]], unlist)
  arguments <- c(columns[setdiff(names(columns), "ablat")], list(measure = case$measure, model = case$form, method = case$method, test = case$test, nAGQ = 7))
  if (!is.null(case$moderators)) arguments$mods <- model.matrix(as.formula(case$moderators), as.data.frame(columns))[, -1]
  if (is.null(columns$ai) && is.null(columns$x1i)) arguments$model <- NULL
  result <- try(suppressWarnings(do.call(rma.glmm, arguments)), silent = TRUE)
  if (inherits(result, "try-error")) { cat(case$id, "failed\n"); next }
  cat(sprintf("%-32s b %.8f (%.8f)  se %.8f (%.8f)  tau2 %.8f (%.8f)\n", case$id, result$beta[1], case$expect$b[[1]], result$se[1], case$expect$se[[1]],
              result$tau2, case$expect$tau2))
}
