# The random sparse tables of SparseDataTests.swift on which R's metafor fails, written to sparse.json: Rscript sparse.R [HOW_MANY]
# UM.FS, CM.AL and UM.RS on all of them, CM.EL (whose integrals take seconds a fit) on every tenth. A fit counts as failed when it
# stops with an error, or has an estimate, standard error or tau2 that is not finite. "separated" says that an estimate with
# equal effects is infinite, where no program can succeed: all events, or all people without one, in one group.
# Needs metafor, lme4, BiasedUrn and jsonlite (apt-get install r-cran-metafor r-cran-lme4 r-cran-biasedurn r-cran-jsonlite) and Python 3.
suppressMessages({library(metafor); library(jsonlite)})
arguments <- commandArgs(trailingOnly = TRUE)
count <- if (length(arguments)) as.integer(arguments[1]) else 1000L
tables <- fromJSON(paste(system2("python3", c("sparse.py", count), stdout = TRUE), collapse = ""), simplifyVector = FALSE)
failures <- list(); tried <- c(UM.FS = 0L, CM.AL = 0L, UM.RS = 0L, CM.EL = 0L); failed <- tried
fault <- function(d, form) {
  result <- tryCatch({
    setTimeLimit(cpu = 120, transient = TRUE)
    suppressWarnings(suppressMessages(rma.glmm(ai = d$ai, n1i = d$n1i, ci = d$ci, n2i = d$n2i, measure = "OR", model = form)))
  }, error = function(e) e, finally = setTimeLimit())
  if (inherits(result, "error")) return(gsub("\\s+", " ", trimws(conditionMessage(result))))
  if (!all(is.finite(c(result$beta, result$se, result$tau2)))) return("an estimate is not finite")
  NULL
}
for (i in seq_along(tables)) {
  d <- lapply(tables[[i]]$columns, unlist)
  for (form in names(tried)) {
    if (form == "CM.EL" && (i - 1) %% 10 != 0) next
    tried[form] <- tried[form] + 1L
    message <- fault(d, form)
    if (is.null(message)) next
    failed[form] <- failed[form] + 1L
    failures[[length(failures) + 1]] <- list(index = i - 1, form = form, metafor = message, separated = tables[[i]]$separated, columns = d)
  }
  if (i %% 20 == 0) { cat(i, failed, "\n"); flush(stdout()) }
}
write(toJSON(list(source = paste("metafor", packageVersion("metafor"), "lme4", packageVersion("lme4"), R.version.string), tables = count,
  tried = as.list(tried), failed = as.list(failed), failures = failures), auto_unbox = TRUE, digits = NA, pretty = FALSE), "sparse.json")
