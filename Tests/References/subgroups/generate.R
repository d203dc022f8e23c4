#!/usr/bin/env Rscript
# Recomputes the cases of subgroups.json from the data in it with the metafor installed.
#
#   generate.R --check    lists where recomputed values differ from the stored ones by more than 1e-9
#   generate.R --write    replaces the cases and the tool in the provenance
#
# Separate tau2: rma() of each group, then the groups' estimates with their standard errors as equal effects.
# Common tau2: rma() with the group as a factor. "metafor51" holds values computed elsewhere and is left alone.
suppressMessages({library(metafor); library(jsonlite)})

home <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
path <- file.path(home, "subgroups.json")
file <- fromJSON(path, simplifyVector = FALSE)

tight <- function(vi) list(threshold = 1e-13 * median(vi), maxiter = 1e4, tol = 1e-14 * median(vi))
fit <- function(yi, vi, method, test, level, mods = NULL) {
  for (loosen in 10^(0:6)) {
    control <- tight(vi); control$threshold <- control$threshold * loosen
    call <- list(yi = yi, vi = vi, method = method, test = test, level = level, control = control)
    if (!is.null(mods)) call$mods <- mods
    if (length(yi) == 1) { call$method <- "EE"; call$test <- "z" }
    out <- suppressWarnings(try(do.call(rma.uni, call), silent = TRUE))
    if (!inherits(out, "try-error")) return(out)
  }
  stop(out)
}
df_of <- function(fit) if (length(fit$ddf) == 1 && !is.na(fit$ddf)) fit$ddf else if (fit$test %in% c("t", "knha", "adhoc")) fit$k - fit$p else NA
one <- function(fit) {
  p <- suppressWarnings(predict(fit))
  random <- !fit$method %in% c("EE", "FE")
  list(k = fit$k, b = as.vector(fit$beta), se = fit$se, df = df_of(fit), pval = fit$pval, ci = c(fit$ci.lb, fit$ci.ub),
       pi = if (random) c(p$pi.lb, p$pi.ub) else NULL, tau2 = fit$tau2, i2 = fit$I2, q = fit$QE, q_p = fit$QEp)
}
separate <- function(set, method, test, level) {
  yi <- unlist(set$yi); vi <- unlist(set$vi); group <- unlist(set$group); labels <- unique(group)
  fits <- lapply(labels, function(g) fit(yi[group == g], vi[group == g], method, test, level))
  est <- sapply(fits, function(f) as.vector(f$beta)); se <- sapply(fits, function(f) f$se)
  between <- rma.uni(est, sei = se, method = "EE")
  q <- sum(sapply(fits, function(f) f$QE)); df <- sum(sapply(fits, function(f) f$k - 1))
  list(groups = unname(Map(function(g, f) c(list(label = g), one(f)), labels, fits)), overall = one(fit(yi, vi, method, test, level)),
       between = list(statistic = between$QE, df1 = length(labels) - 1, df2 = NA, p = between$QEp),
       within = list(q = q, df = df, p = pchisq(q, df, lower.tail = FALSE)))
}
common <- function(set, method, test, level) {
  yi <- unlist(set$yi); vi <- unlist(set$vi); group <- unlist(set$group); labels <- unique(group)
  x <- sapply(labels, function(g) as.numeric(group == g))
  model <- fit(yi, vi, method, test, level, mods = x[, -1, drop = FALSE])
  random <- !method %in% c("EE", "FE")
  groups <- lapply(seq_along(labels), function(j) {
    row <- rep(0, length(labels) - 1); if (j > 1) row[j - 1] <- 1
    p <- suppressWarnings(predict(model, newmods = row))
    c(list(label = labels[j], k = sum(group == labels[j]), b = p$pred, se = p$se, df = df_of(model), ci = c(p$ci.lb, p$ci.ub)),
      if (random) list(pi = c(p$pi.lb, p$pi.ub)))
  })
  list(groups = groups, tau2 = model$tau2, r2 = if (random) model$R2 else NULL,
       between = list(statistic = model$QM, df1 = model$m, df2 = df_of(model), p = model$QMp),
       within = list(q = model$QE, df = model$k - model$p, p = model$QEp))
}

digits <- function(x) {
  if (is.na(x)) return("null")
  for (d in 15:17) { s <- sprintf("%.*g", d, x); if (as.numeric(s) == x) break }
  s
}
text <- function(x) as.character(toJSON(unbox(x)))
render <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x) && !is.null(names(x))) {
    x <- x[!sapply(x, is.null)]
    return(paste0("{", paste(vapply(names(x), function(n) paste0(text(n), ":", render(x[[n]])), ""), collapse = ","), "}"))
  }
  if (is.list(x)) return(paste0("[", paste(vapply(x, render, ""), collapse = ","), "]"))
  if (is.character(x)) return(text(x))
  if (length(x) == 1) return(digits(as.numeric(x)))
  paste0("[", paste(vapply(as.numeric(x), digits, ""), collapse = ","), "]")
}

models <- list(c("EE", "z", 95), c("DL", "z", 95), c("REML", "z", 95), c("REML", "knha", 95), c("PM", "adhoc", 90), c("ML", "t", 95))
cases <- list()
for (id in names(file$sets)) for (m in models) for (kind in c("separate", "common")) {
  level <- as.numeric(m[3])
  expect <- (if (kind == "separate") separate else common)(file$sets[[id]], m[1], m[2], level)
  cases[[length(cases) + 1]] <- list(set = id, tau2 = kind, method = m[1], test = m[2], level = level, expect = expect)
}

if ("--write" %in% commandArgs(trailingOnly = TRUE)) {
  file$provenance$tool <- sprintf("metafor %s, %s", packageDescription("metafor")$Version, R.version.string)
  lists <- function(s) paste0("{", paste(vapply(names(s), function(n) paste0(text(n), ":", if (n == "group") paste0("[", paste(vapply(s[[n]], text, ""), collapse = ","), "]") else render(if (n == "source") s[[n]] else unlist(s[[n]]))), ""), collapse = ",\n   "), "}")
  raw51 <- vapply(file$metafor51, function(c) as.character(toJSON(c, auto_unbox = TRUE, digits = NA, null = "null")), "")
  body <- c(paste0("\"provenance\":{", paste(vapply(names(file$provenance), function(n) paste0(text(n), ":", text(file$provenance[[n]])), ""), collapse = ",\n  "), "}"),
            paste0("\"sets\":{\n", paste(vapply(names(file$sets), function(n) paste0("  ", text(n), ":", lists(file$sets[[n]])), ""), collapse = ",\n"), "}"),
            paste0("\"metafor51\":[\n", paste(raw51, collapse = ",\n"), "]"),
            paste0("\"cases\":[\n", paste(vapply(cases, render, ""), collapse = ",\n"), "]"))
  writeLines(paste0("{\n", paste(body, collapse = ",\n"), "}"), path, useBytes = TRUE)
} else {
  leaves <- function(x) suppressWarnings(as.numeric(unlist(x)))
  for (i in seq_along(cases)) {
    new <- leaves(fromJSON(render(cases[[i]]), simplifyVector = FALSE)); old <- leaves(file$cases[[i]])
    gap <- if (length(new) != length(old)) Inf else max(abs(new - old) / pmax(abs(old), 1e-6), na.rm = TRUE)
    if (gap > 1e-9) cat(cases[[i]]$set, cases[[i]]$tau2, cases[[i]]$method, cases[[i]]$test, "differs by", gap, "\n")
  }
}
