#!/usr/bin/env Rscript
# Recomputes the expected values of real/*.json and edge/*.json (on request, of exact/*.json) from the data in them with the metafor installed.
#
#   generate.R --check [FILE...]   lists where the recomputed values differ from the stored ones
#   generate.R --write [FILE...]   replaces the expected values and the tool in the provenance
#
# The data, weights, designs and calls of a file are its own; only "expect" and "provenance.tool" are made here.
# Needs metafor and jsonlite; GENQM and the GENQ interval also need CompQuadForm.
suppressMessages({library(metafor); library(jsonlite)})

home <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
arguments <- commandArgs(trailingOnly = TRUE)
writing <- "--write" %in% arguments
files <- setdiff(arguments, c("--write", "--check"))
if (!length(files))
  files <- c(Sys.glob(file.path(home, "real", "*.json")), Sys.glob(file.path(home, "edge", "*.json")))
tool <- sprintf("metafor %s, %s", packageDescription("metafor")$Version, R.version.string)

# ---- reading -------------------------------------------------------------------------------------------------

number <- function(x) if (is.null(x)) NA_real_ else if (identical(x, "inf")) Inf else if (identical(x, "-inf")) -Inf else as.numeric(x)
numbers <- function(x) vapply(x, number, 0)

# ---- fitting -------------------------------------------------------------------------------------------------

# tau2 iterated as far as doubles go: the threshold is loosened by tens only where the iteration does not get there.
fit_tightly <- function(build, vi, default) {
  if (default) return(build(list()))
  typical <- stats::median(vi[is.finite(vi) & vi > 0])
  if (is.na(typical)) typical <- 1
  for (step in c(1, 0.5)) for (loosen in 10^(0:6)) {
    control <- list(threshold = 1e-13 * typical * loosen, maxiter = 1e4, stepadj = step, tol = 1e-14 * typical)
    result <- try(build(control), silent = TRUE)
    if (!inherits(result, "try-error")) return(result)
    if (!grepl("converge", result)) stop(conditionMessage(attr(result, "condition")), call. = FALSE)
  }
  stop("did not converge", call. = FALSE)
}

recompute <- function(case, file) {
  yi <- numbers(file$columns$yi); vi <- numbers(file$columns$vi)
  default <- isTRUE(grepl("package defaults", file$provenance$convergence)) || identical(case$control, "default")
  level <- if (is.null(case$level)) 95 else case$level
  shared <- list(yi = yi, vi = vi, method = case$method, test = case$test, level = level)
  if (!is.null(case$tau2)) shared$tau2 <- case$tau2
  if (!is.null(case$weights))
    if (case$weights == "unweighted") shared$weighted <- FALSE else shared$weights <- numbers(file$weights[[case$weights]])
  if (!is.null(case$formula)) {
    shared$mods <- stats::as.formula(case$formula)
    shared$data <- as.data.frame(lapply(file$columns, numbers))
  }
  warned <- character()
  outcome <- withCallingHandlers(
    try(fit_tightly(function(control) do.call(rma.uni, c(shared, list(control = control))), vi, default), silent = TRUE),
    warning = function(w) { warned <<- c(warned, conditionMessage(w)); invokeRestart("muffleWarning") })
  if (inherits(outcome, "try-error")) {
    out <- list(error = conditionMessage(attr(outcome, "condition")))
    if (length(unique(warned))) out$warnings <- as.list(unique(warned))
    return(out)
  }
  describe(outcome, case, unique(warned))
}

missing_to_null <- function(x) if (is.null(x) || (length(x) == 1 && is.na(x))) NA else x

describe <- function(fit, case, warned) {
  expect <- case$expect
  has <- function(name) !is.null(expect[[name]]) || name %in% names(expect)
  df <- if (length(fit$ddf) == 1 && !is.na(fit$ddf)) fit$ddf else if (fit$test %in% c("t", "knha", "adhoc")) fit$k - fit$p else NA
  out <- list(k = fit$k, p = fit$p)
  if (fit$p > 1) out$names <- as.list(sub("intrcpt", "intercept", rownames(fit$beta)))
  out$b <- I(as.vector(fit$beta)); out$se <- I(fit$se); out$stat <- I(fit$zval)
  if (!is.na(df)) out$df <- df
  out$pval <- I(fit$pval); out$ci_lb <- I(fit$ci.lb); out$ci_ub <- I(fit$ci.ub)
  if (fit$p > 1) out$vb <- unname(fit$vb)
  random <- !fit$method %in% c("EE", "FE")
  out$tau2 <- fit$tau2; out$se_tau2 <- missing_to_null(fit$se.tau2); out$I2 <- missing_to_null(fit$I2); out$H2 <- missing_to_null(fit$H2)
  out$vt <- missing_to_null(fit$vt)
  if (has("R2")) out$R2 <- missing_to_null(fit$R2)
  out$QE <- missing_to_null(fit$QE); out$QE_df <- fit$k - fit$p; out$QEp <- missing_to_null(fit$QEp)
  out$QM <- missing_to_null(fit$QM); out$QM_df <- I(c(fit$m, if (is.na(df)) NA else df)); out$QMp <- missing_to_null(fit$QMp)
  if (has("s2w")) out$s2w <- fit$s2w
  rows <- c("ll", "dev", "AIC", "BIC", "AICc")
  out$ML <- I(unname(fit$fit.stats[rows, "ML"])); out$REML <- I(unname(fit$fit.stats[rows, "REML"]))
  if (has("weights_percent")) out$weights_percent <- I(unname(weights(fit)))
  if (has("pi")) {
    out$pi <- list()
    for (kind in names(expect$pi)) {
      interval <- suppressWarnings(try(if (kind == "default") predict(fit) else predict(fit, pi.type = kind), silent = TRUE))
      out$pi[[kind]] <- if (inherits(interval, "try-error")) NA else I(c(interval$pi.lb, interval$pi.ub, if (length(expect$pi[[kind]]) == 3) number(expect$pi[[kind]][[3]])))
    }
  }
  if (has("ci")) {
    out$ci <- list()
    # intervals are always searched tightly, also round an estimate of the loose defaults
    tight <- list(tol = 1e-14 * max(fit$tau2, fit$vt, 1e-300, na.rm = TRUE))
    for (kind in names(expect$ci)) {
      bounds <- suppressWarnings(try(confint(fit, type = kind, control = tight), silent = TRUE))
      if (inherits(bounds, "try-error")) { out$ci[[kind]] <- list(error = conditionMessage(attr(bounds, "condition"))); next }
      table <- bounds$random
      ends <- list(tau2 = I(unname(table[1, 2:3])), I2 = I(unname(table[3, 2:3])), H2 = I(unname(table[4, 2:3])))
      signs <- paste0(trimws(bounds$lb.sign), trimws(bounds$ub.sign))
      if (signs == "<<") ends$limits <- "empty" else if (signs == ">") ends$limits <- "upper beyond search"
      out$ci[[kind]] <- ends
    }
  }
  if (length(warned)) out$warnings <- as.list(warned)
  out
}

# ---- writing: one column, one design and one case per line ------------------------------------------------------

text <- function(x) as.character(toJSON(unbox(x)))
digits <- function(x) {
  if (is.na(x)) return("null")
  if (is.infinite(x)) return(if (x > 0) "\"inf\"" else "\"-inf\"")
  if (x == round(x) && abs(x) < 1e15) return(sprintf("%.0f", x))
  for (d in 15:17) { s <- sprintf("%.*g", d, x); if (as.numeric(s) == x) break }
  s
}
render <- function(x) {
  if (is.matrix(x)) return(paste0("[", paste(apply(x, 1, function(r) render(I(r))), collapse = ","), "]"))
  if (is.list(x) && !is.null(names(x)))
    return(paste0("{", paste(vapply(names(x), function(n) paste0(text(n), ":", render(x[[n]])), ""), collapse = ","), "}"))
  if (is.list(x)) return(paste0("[", paste(vapply(x, render, ""), collapse = ","), "]"))
  if (is.null(x)) return("null")
  if (is.character(x)) return(if (x %in% c("inf", "-inf")) paste0("\"", x, "\"") else text(x))
  if (is.logical(x) && !is.na(x)) return(if (x) "true" else "false")
  if (length(x) == 1 && !inherits(x, "AsIs")) return(digits(as.numeric(x)))
  paste0("[", paste(vapply(as.numeric(x), digits, ""), collapse = ","), "]")
}
lines_of <- function(members) paste0("{\n", paste0("  ", vapply(names(members), text, ""), ":", vapply(members, render, ""), collapse = ",\n"), "}")
write_file <- function(file, path) {
  body <- c(paste0("\"provenance\":{", paste0(vapply(names(file$provenance), text, ""), ":", vapply(file$provenance, text, ""), collapse = ",\n  "), "}"))
  for (section in intersect(c("columns", "weights", "designs"), names(file)))
    body <- c(body, paste0("\"", section, "\":", lines_of(file[[section]])))
  body <- c(body, paste0("\"cases\":[\n", paste(vapply(file$cases, render, ""), collapse = ",\n"), "\n]"))
  con <- file(path, "wb"); on.exit(close(con))
  writeBin(charToRaw(enc2utf8(paste0("{\n", paste(body, collapse = ",\n"), "}\n"))), con)
}

# ---- comparing ------------------------------------------------------------------------------------------------

# Leaves of the expectation as "path" -> number; errors and warnings are compared as refuses / refuses not.
leaves <- function(x, path = "") {
  if (is.matrix(x)) x <- lapply(seq_len(nrow(x)), function(i) as.list(x[i, ]))
  if (is.list(x)) {
    keys <- if (is.null(names(x))) seq_along(x) else names(x)
    return(unlist(Map(function(v, key) leaves(v, if (path == "") key else paste0(path, ".", key)), x, keys), use.names = FALSE, recursive = FALSE))
  }
  if (is.null(x)) x <- NA
  if (is.character(x) && !x %in% c("inf", "-inf")) return(list(list(path = path, value = x)))
  values <- if (is.character(x)) number(x) else as.numeric(x)
  if (length(values) == 1 && !inherits(x, "AsIs")) return(list(list(path = path, value = values)))
  Map(function(v, i) list(path = paste0(path, ".", i), value = v), values, seq_along(values))
}
table_of <- function(x) { l <- leaves(x); stats::setNames(lapply(l, `[[`, "value"), vapply(l, `[[`, "", "path")) }

# A number differs when it is off by more than 1e-7 relative and more than its own rounding: 1e-9 of the typical
# variance for what is measured in units of tau2, 1e-6 for percentages, 1e-10 otherwise; the GENQ interval ends of the
# tool are only good to 1.3e-4 absolute.
compare <- function(stored, made, label) {
  # what only exact/*.json has is not made here
  stored[c("warnings", "fitted", "residuals", "leverages", "from_Q", "maxima")] <- NULL; made$warnings <- NULL
  if (!is.null(stored$error) || !is.null(made$error)) {
    if (is.null(stored$error) != is.null(made$error)) cat(sprintf("%s\tanswers\t%s\t%s\n", label, if (is.null(stored$error)) "yes" else "refuses", if (is.null(made$error)) "yes" else made$error))
    return(invisible())
  }
  for (kind in names(stored$ci)) if (is.null(stored$ci[[kind]]$error) != is.null(made$ci[[kind]]$error)) {
    cat(sprintf("%s\tci.%s\t%s\t%s\n", label, kind, if (is.null(stored$ci[[kind]]$error)) "yes" else "refuses", if (is.null(made$ci[[kind]]$error)) "yes" else made$ci[[kind]]$error))
    stored$ci[[kind]] <- NULL; made$ci[[kind]] <- NULL
  }
  a <- table_of(stored); b <- table_of(made)
  scale <- if (is.null(a$vt) || is.na(a$vt)) 1e-3 else a$vt
  for (key in grep("error$", union(names(a), names(b)), value = TRUE, invert = TRUE)) {
    x <- a[[key]]; y <- b[[key]]
    if (is.null(x) || is.null(y)) { cat(sprintf("%s\t%s\t%s\t%s\n", label, key, if (is.null(x)) "absent" else x, if (is.null(y)) "absent" else y)); next }
    if (is.character(x) || is.character(y)) { if (!identical(x, y)) cat(sprintf("%s\t%s\t%s\t%s\n", label, key, x, y)); next }
    if (is.na(x) && is.na(y) || identical(x, y)) next
    near <- if (grepl("^tau2|tau2\\.", key)) 1e-9 * scale else if (grepl("I2|R2|percent", key)) 1e-6 else 1e-10
    if (grepl("GENQ", key)) near <- 1.3e-4 * if (grepl("tau2", key)) 1 else 100 / scale
    if (is.na(x) || is.na(y) || is.infinite(x) || is.infinite(y) || (abs(x - y) > near && abs(x - y) > 1e-7 * abs(x)))
      cat(sprintf("%s\t%s\t%s\t%s\t%.1e\n", label, key, digits(x), digits(y), abs(x - y) / abs(x)))
  }
}

for (path in files) {
  file <- fromJSON(path, simplifyVector = FALSE)
  name <- sub("\\.json$", "", basename(path))
  for (i in seq_along(file$cases)) {
    case <- file$cases[[i]]
    made <- recompute(case, file)
    if (writing) file$cases[[i]]$expect <- made else compare(case$expect, made, paste(name, case$id, sep = "/"))
  }
  if (writing) { file$provenance$tool <- tool; write_file(file, path) }
}
