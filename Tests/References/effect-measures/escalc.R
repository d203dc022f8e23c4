# Recomputes yi and vi of every case in escalc.json with the installed metafor and prints the file anew:
#
#   Rscript escalc.R < escalc.json > new.json
#
# The case list is in escalc.json itself: `data` holds inline columns named by role, `cases` name a data set, a measure
# and options of escalc(). The committed numbers come from metafor 5.1-12. Older versions lack some measures and
# variance types (those cases get an "error") and differ by design in others: metafor 3.8 has no `correct` argument
# (ROM, ROMC, CVR, CVRC are uncorrected), multiplies the variance of SMDH, SMD1H, SMCRH by J^2, and counts only the
# other predictors in `mi` of PCOR and SPCOR.
suppressPackageStartupMessages({ library(metafor); library(jsonlite) })

input <- fromJSON(file("stdin"), simplifyVector = FALSE)
column <- function(values) vapply(values, function(x) if (is.null(x)) NA_real_ else as.numeric(x), 0)
plain <- function(x) { x[!is.finite(x)] <- NA; x }

input$version <- paste0("metafor ", packageVersion("metafor"), "; R ", getRversion())
input$cases <- lapply(input$cases, function(case) {
  arguments <- c(list(measure = case$measure), lapply(input$data[[case$data]], column), case$options)
  done <- tryCatch(suppressWarnings(do.call(escalc, arguments)), error = conditionMessage)
  if (is.character(done)) {
    case$yi <- case$vi <- NULL
    case$error <- done
  } else {
    case$yi <- plain(as.numeric(done$yi))
    case$vi <- plain(as.numeric(done$vi))
  }
  if (length(case$options) == 0) case$options <- setNames(list(), character(0))
  case
})
cat(toJSON(input, auto_unbox = TRUE, digits = NA, na = "null", null = "null"), "\n")
