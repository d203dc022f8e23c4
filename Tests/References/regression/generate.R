#!/usr/bin/env Rscript
# Writes models.json: predictions, contrasts with adjusted p values, tests of terms, likelihood-ratio tests, variance
# inflation and adjusted means of several models, computed with the metafor installed.
#
#   generate.R > models.json     makes the file anew from the data in inference.json
#   generate.R --check           lists where the metafor installed differs from the stored values of inference.json
#
# Adjusted means are averages of predictions over an equally weighted grid, written out below. rcs is Harrell's basis,
# written out in formula/generate.R. Needs metafor and jsonlite.
suppressMessages({library(metafor); library(jsonlite)})
home <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
stored <- fromJSON(file.path(home, "inference.json"), simplifyVector = FALSE)
frame <- function(name) {
  columns <- stored$data[[name]]; columns$source <- NULL
  as.data.frame(lapply(columns, function(column) {
    column <- lapply(column, function(v) if (is.null(v)) NA else v)
    unlist(column)
  }), stringsAsFactors = FALSE, check.names = FALSE)
}
tight <- function(...) {
  for (threshold in 1e-13 * 10^(0:5)) {
    fit <- try(suppressWarnings(do.call(rma.uni, list(..., control = list(threshold = threshold, maxiter = 10000)))), silent = TRUE)
    if (!inherits(fit, "try-error")) return(fit)
  }
  stop(fit)
}

# ---- checking the stored values ---------------------------------------------------------------------------------

if ("--check" %in% commandArgs(TRUE)) {
  worst <- 0
  compare <- function(id, what, value, expected) {
    expected <- unlist(expected)
    difference <- max(abs(value - expected) / pmax(abs(expected), 1e-12))
    worst <<- max(worst, difference)
    if (difference > 1e-6) cat(id, what, difference, "\n")
  }
  for (case in stored$cases) {
    data <- frame(case$data); call <- case$call; expect <- case$expect
    if (call$`function` == "predict") {
      p <- predict(tight(data$yi, data$vi, mods = ~ ablat, data = data, method = call$method, test = call$test), newmods = c(0, 10, 13, 33.46, 44, 55))
      for (name in c("pred", "se", "ci_lb", "ci_ub", "pi_lb", "pi_ub")) compare(case$id, name, p[[sub("_", ".", name)]], expect[[name]])
    } else if (call$`function` == "anova (linear hypotheses)") {
      fit <- tight(data$yi, data$vi, mods = ~ 0 + alloc, data = data, method = call$method, test = call$test)
      a <- anova(fit, X = rbind(c(1, -1, 0), c(1, 0, -1), c(0, 1, -1)))
      compare(case$id, "est", a$Xb, expect$est); compare(case$id, "se", a$se, expect$se); compare(case$id, "pval", a$pval, expect$pval)
      compare(case$id, "joint", anova(fit, X = rbind(c(1, -1, 0), c(1, 0, -1)))$QM, expect$joint_QM)
    } else if (call$`function` == "anova (likelihood-ratio test)") {
      parts <- strsplit(call$models, " vs ")[[1]]
      rows <- complete.cases(data[all.vars(as.formula(parts[1]))])
      a <- anova(tight(data$yi[rows], data$vi[rows], mods = as.formula(parts[1]), data = data[rows, ], method = "ML"),
                 tight(data$yi[rows], data$vi[rows], mods = as.formula(parts[2]), data = data[rows, ], method = "ML"))
      compare(case$id, "LRT", a$LRT, expect$LRT); compare(case$id, "pval", a$pval, expect$pval)
    } else if (call$`function` == "vif") {
      fit <- suppressWarnings(tight(data$yi, data$vi, mods = as.formula(call$mods), data = data, method = call$method))
      compare(case$id, "vif", unlist(lapply(vif(fit)$vif, function(v) v$vif)), expect$vif)
    }
  }
  cat("largest relative difference", worst, "\n")
  quit()
}

# ---- making models.json ---------------------------------------------------------------------------------------

rcs_basis <- function(t) function(x) {
  pos <- function(z) pmax(z, 0)^3; k <- length(t)
  cbind(x, sapply(seq_len(k - 2), function(j) (pos(x - t[j]) - pos(x - t[k - 1]) * (t[k] - t[j]) / (t[k] - t[k - 1]) +
    pos(x - t[k]) * (t[k - 1] - t[j]) / (t[k] - t[k - 1])) / (t[k] - t[1])^2))
}
harrell <- list(`3` = c(.1, .5, .9), `4` = c(.05, .35, .65, .95))

# A model: its formula in our notation, R's formula, and the design of any data under the levels, polynomials and knots of the fit.
model <- function(data_name, formula, method, test, predict_at = NULL, contrasts = NULL, adjusted = NULL, r_formula = formula, spline = NULL) {
  data <- frame(data_name)
  used <- data[complete.cases(data[all.vars(as.formula(formula))]), ]
  if (!is.null(spline)) {
    x <- used[[spline$column]]
    basis <- rcs_basis(quantile(x, harrell[[as.character(spline$knots)]], names = FALSE))
    used$spline_ <- basis(x)
  }
  terms <- terms(model.frame(as.formula(r_formula), used))
  levels <- .getXlevels(terms, model.frame(terms, used))
  design <- function(new) {
    if (!is.null(spline)) new$spline_ <- basis(new[[spline$column]])
    model.matrix(delete.response(terms), model.frame(delete.response(terms), new, xlev = levels))
  }
  X <- design(used)
  has_intercept <- "(Intercept)" %in% colnames(X)
  fit_to <- function(columns, method, test) tight(used$yi, used$vi, mods = unname(X[, columns, drop = FALSE]), intercept = FALSE, method = method, test = test)
  fit <- fit_to(seq_len(ncol(X)), method, test)
  names <- gsub(" ", "", sub("\\(Intercept\\)", "intercept", colnames(X)), fixed = FALSE)
  out <- list(id = paste(data_name, formula, method, test), data = data_name, call = list(mods = formula, method = method, test = test),
    expect = list(tau2 = fit$tau2, b = as.vector(fit$beta), se = fit$se))
  predictions <- function(new) {
    p <- predict(fit, newmods = unname(if (has_intercept) new[, -1, drop = FALSE] else new))
    list(pred = p$pred, se = p$se, ci_lb = p$ci.lb, ci_ub = p$ci.ub, pi_lb = p$pi.lb, pi_ub = p$pi.ub)
  }
  if (!is.null(predict_at)) {
    new <- as.data.frame(predict_at, stringsAsFactors = FALSE)
    out$expect$predict <- c(list(at = predict_at), predictions(design(new)))
  }
  if (!is.null(contrasts)) {
    a <- anova(fit, X = contrasts$X, rhs = if (is.null(contrasts$rhs)) rep(0, nrow(contrasts$X)) else contrasts$rhs)
    out$expect$contrasts <- list(texts = contrasts$texts, X = contrasts$X, est = as.vector(a$Xb), se = as.vector(a$se), stat = as.vector(a$zval),
      pval = as.vector(a$pval), adjusted = sapply(c("bonferroni", "holm", "hochberg", "hommel", "BH", "BY"), function(m) p.adjust(a$pval, m), simplify = FALSE),
      QM = a$QM, QMp = a$QMp, df = unname(nrow(contrasts$X)))
  }
  # Tests of terms, variance inflation.
  assign <- attr(X, "assign"); labels <- gsub(" ", "", attr(terms, "term.labels"))
  if (!is.null(spline)) labels <- sub("spline_", sprintf("rcs(%s,%d)", spline$column, spline$knots), labels)
  groups <- lapply(seq_along(labels), function(i) which(assign == i))
  out$expect$terms <- lapply(seq_along(labels), function(i) {
    a <- anova(fit, btt = groups[[i]])
    one <- list(label = labels[i], QM = a$QM, QMp = a$QMp, m = length(groups[[i]]))
    if (has_intercept) one$gvif <- vif(fit, btt = groups[[i]])$vif[[1]]$vif
    if (method == "ML" && ncol(X) > length(groups[[i]])) {
      reduced <- fit_to(setdiff(seq_len(ncol(X)), groups[[i]]), method, test)
      lrt <- anova(fit, reduced)
      one$LRT <- lrt$LRT; one$LRTp <- lrt$pval; one$aic <- reduced$fit.stats["AIC", "ML"] - fit$fit.stats["AIC", "ML"]
    }
    one
  })
  if (!is.null(adjusted)) {
    variables <- all.vars(as.formula(formula)); others <- setdiff(variables, adjusted)
    grid <- lapply(others, function(v) if (is.numeric(used[[v]]) && !grepl(sprintf("factor\\(%s\\)", v), formula)) mean(used[[v]]) else sort(unique(used[[v]])))
    own <- sort(unique(used[[adjusted]]))
    means <- do.call(rbind, lapply(own, function(level) {
      new <- do.call(expand.grid, c(setNames(grid, others), list(stringsAsFactors = FALSE)))
      if (!length(others)) new <- data.frame(row.names = 1)
      new[[adjusted]] <- level
      colMeans(design(new))
    }))
    out$expect$adjusted_means <- c(list(factor = adjusted, levels = as.character(own), k = as.vector(table(used[[adjusted]]))), predictions(means))
  }
  out
}

bcg_points <- list(ablat = c(0, 20, 33.5, 60), alloc = c("alternate", "random", "systematic", "random"))
L3 <- rbind(c(0, 0, 1, -1), c(0, 1, 0, 0), c(0, 0, 1, 0))
cases <- list()
for (setting in list(c("REML", "z"), c("REML", "knha"), c("ML", "z"), c("ML", "adhoc"), c("DL", "t"), c("EE", "z"))) {
  cases <- c(cases, list(
    model("bcg-rr", "~ ablat + alloc", setting[1], setting[2], predict_at = bcg_points,
      contrasts = list(texts = c("allocrandom - allocsystematic = 0", "ablat", "allocrandom = allocalternate"), X = L3), adjusted = "alloc"),
    model("bcg-rr", "~ ablat * alloc", setting[1], setting[2], predict_at = bcg_points, adjusted = "alloc"),
    model("bcg-rr", "~ 0 + alloc", setting[1], setting[2], predict_at = list(alloc = c("random", "alternate")),
      contrasts = list(texts = c("allocrandom - 0.5*(allocalternate + allocsystematic) = 0", "2*allocrandom = allocsystematic/2"),
        X = rbind(c(-.5, 1, -.5), c(0, 2, -.5))), adjusted = "alloc"),
    model("bangertdrowns2004", "~ factor(grade) + length + wic", setting[1], setting[2],
      predict_at = list(grade = c(1, 4, 2), length = c(1, 10, 24), wic = c(0, 1, 1)),
      contrasts = list(texts = c("grade2 - grade1 = 0", "factor(grade)3 = grade2", "grade4 - grade3 = -0.1", "length = 0.01", "wic"),
        X = rbind(c(0, 1, 0, 0, 0, 0), c(0, -1, 1, 0, 0, 0), c(0, 0, -1, 1, 0, 0), c(0, 0, 0, 0, 1, 0), c(0, 0, 0, 0, 0, 1)), rhs = c(0, 0, -0.1, 0.01, 0)),
      adjusted = "grade"),
    model("bangertdrowns2004", "~ poly(length, 2) + wic", setting[1], setting[2], predict_at = list(length = c(1, 10, 24), wic = c(0, 1, 1))),
    model("bangertdrowns2004", "~ rcs(length, 4)", setting[1], setting[2], predict_at = list(length = c(1, 7.5, 24)), r_formula = "~ spline_",
      spline = list(column = "length", knots = 4)),
    model("bangertdrowns2004", "~ I(length^2) + log(length)", setting[1], setting[2], predict_at = list(length = c(1, 7.5, 24))),
    model("mcdaniel1994", "~ type + struct", setting[1], setting[2], predict_at = list(type = c("j", "s"), struct = c("u", "s")), adjusted = "type"),
    model("hackshaw1998", "~ year + design", setting[1], setting[2], adjusted = "design")))
}
data_names <- unique(vapply(cases, function(c) c$data, ""))
keep <- list(`bcg-rr` = c("yi", "vi", "ablat", "alloc"), bangertdrowns2004 = c("yi", "vi", "grade", "length", "wic"),
  mcdaniel1994 = c("yi", "vi", "type", "struct"), hackshaw1998 = c("yi", "vi", "year", "design"))
data <- sapply(data_names, function(n) stored$data[[n]][c("source", keep[[n]])], simplify = FALSE)
text <- function(x) toJSON(x, digits = NA, auto_unbox = TRUE, null = "null", na = "null")
cat('{\n  "provenance": ', text(list(generator = "generate.R", tool = sprintf("metafor %s, %s", packageDescription("metafor")$Version, R.version.string))),
  ',\n  "data": {\n', paste(sprintf('    "%s": %s', names(data), vapply(data, function(d) gsub("],\"", "],\n      \"", text(d), fixed = TRUE), "")), collapse = ",\n"),
  '\n  },\n  "cases": [\n', paste0("    ", vapply(cases, text, ""), collapse = ",\n"), "\n  ]\n}\n", sep = "")
