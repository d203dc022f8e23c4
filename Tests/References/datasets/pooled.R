# Writes pooled.json beside this script: what the R package metafor, used as a black box, computes for the data sets
# of Datasets/. Also holds every published number of the sidecars against metafor and stops where a sidecar claims
# that a number is reproduced and it is not, or the other way round.
#
#     Rscript Tests/References/datasets/pooled.R          (from the repository's root; needs metafor and jsonlite)
#
# Iterative estimators run with a threshold of 1e-12 times the median sampling variance, far below metafor's default.
# ROM and ROMC carry "correct": false, because editions of metafor differ in their bias correction.

suppressPackageStartupMessages({
  library(metafor)
  library(jsonlite)
})

# ---------------------------------------------------------------- data

read_set <- function(name) {
  path <- file.path("Datasets", name, paste0(name, ".csv"))
  read.csv(path, check.names = FALSE, encoding = "UTF-8", na.strings = c("", "NA"), stringsAsFactors = FALSE)
}

sidecar <- function(name) fromJSON(file.path("Datasets", name, paste0(name, ".json")), simplifyVector = FALSE)

# "ai=x,bi=y" -> list(ai = "x", bi = "y")
mapping <- function(text) {
  if (is.null(text) || text == "") return(list())
  pairs <- strsplit(strsplit(text, ",")[[1]], "=")
  setNames(lapply(pairs, `[`, 2), vapply(pairs, `[`, "", 1))
}

# The value after an option in a command line tail.
option <- function(text, name) {
  hit <- regmatches(text, regexec(paste0(name, " ('[^']*'|[^ ]+)"), text))[[1]]
  if (length(hit) < 2) NULL else gsub("'", "", hit[2])
}

sizes <- function(case) {
  data <- case$data
  columns <- case$columns[setdiff(names(case$columns), c("study", "cluster"))]
  given <- lapply(columns, function(column) data[[column]])
  if ("yi" %in% names(given)) {
    vi <- given$vi
    if (is.null(vi) && !is.null(given$sei)) vi <- given$sei^2
    if (is.null(vi)) vi <- ((given$ci_upper - given$ci_lower) / (2 * qnorm(0.975)))^2
    return(list(yi = given$yi, vi = vi))
  }
  arguments <- c(list(measure = case$measure), given)
  if (!is.null(case$vtype)) arguments$vtype <- case$vtype
  if (isTRUE(case$drop00)) arguments$drop00 <- TRUE
  effects <- suppressWarnings(do.call(escalc, arguments))
  list(yi = as.numeric(effects$yi), vi = as.numeric(effects$vi))
}

# ---------------------------------------------------------------- fits

counts <- function(case) lapply(case$columns, function(column) case$data[[column]])

tight <- function(call, vi, method) {
  if (!method %in% c("ML", "REML", "EB", "PM")) return(call(list()))
  for (factor in 10^(-12:-9)) {
    goal <- factor * median(vi, na.rm = TRUE)
    control <- if (method == "PM") list(tol = goal, maxiter = 10000) else
      list(threshold = goal, maxiter = 100000, stepadj = 1)
    fit <- tryCatch(suppressWarnings(call(control)), error = function(e) NULL)
    if (!is.null(fit)) return(fit)
  }
  stop("no convergence")
}

fit <- function(case) {
  method <- case$method
  if (method == "PETO") return(do.call(rma.peto, counts(case)))
  if (method == "MH") return(do.call(rma.mh, c(list(measure = case$measure), counts(case))))
  if (method %in% c("CM.EL", "CM.AL"))
    return(suppressWarnings(do.call(rma.glmm, c(list(measure = case$measure, model = method, method = "ML"), counts(case)))))
  es <- sizes(case)
  data <- case$data
  data$.yi <- es$yi
  data$.vi <- es$vi
  mods <- if (is.null(case$moderators)) NULL else as.formula(case$moderators)
  tight(function(control) {
    if (is.null(mods)) rma(.yi, .vi, data = data, method = method, test = case$test, control = control)
    else rma(.yi, .vi, mods = mods, data = data, method = method, test = case$test, control = control)
  }, es$vi, method)
}

case <- function(set, measure, columns = NULL, method = "REML", test = "z", moderators = NULL, vtype = NULL,
                 drop00 = FALSE, correct = NULL, rows = NULL) {
  data <- read_set(set)
  if (!is.null(rows)) data <- data[which(data[[rows$column]] == rows$value), ]
  example <- sidecar(set)$example
  text <- if (is.null(columns)) option(example, "--columns") else columns
  list(set = set, measure = measure, text = text, columns = mapping(text), method = method, test = test,
       moderators = moderators, vtype = vtype, drop00 = drop00, correct = correct, data = data)
}

# ---------------------------------------------------------------- JSON with every digit

number <- function(x) {
  one <- function(v) {
    if (is.na(v)) return("null")
    if (is.infinite(v)) return(if (v > 0) "\"Inf\"" else "\"-Inf\"")
    short <- sprintf("%.15g", v)
    if (as.numeric(short) == v) short else sprintf("%.17g", v)
  }
  vapply(as.numeric(x), one, "")
}
text <- function(x) as.character(toJSON(x, auto_unbox = TRUE))
array <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
object <- function(fields) paste0("{", paste(sprintf("\"%s\": %s", names(fields), unlist(fields)), collapse = ", "), "}")

expected <- function(case) {
  f <- fit(case)
  out <- list(k = number(f$k))
  if (case$method %in% c("PETO", "MH")) {
    out <- c(out, list(estimate = number(f$beta), se = number(f$se), statistic = number(f$zval), p_value = number(f$pval),
                       ci_lower = number(f$ci.lb), ci_upper = number(f$ci.ub), i2 = number(f$I2), h2 = number(f$H2),
                       q = number(f$QE), q_p_value = number(f$QEp)))
    return(object(out))
  }
  es <- sizes(case)
  out$k <- number(f$k)
  if (is.null(case$moderators)) {
    out <- c(out, list(estimate = number(f$beta), se = number(f$se), statistic = number(f$zval), p_value = number(f$pval),
                       ci_lower = number(f$ci.lb), ci_upper = number(f$ci.ub)))
  } else {
    out <- c(out, list(terms = text(sub("^intrcpt$", "intercept", rownames(f$beta))), estimate = array(f$beta),
                       se = array(f$se), statistic = array(f$zval), p_value = array(f$pval),
                       ci_lower = array(f$ci.lb), ci_upper = array(f$ci.ub), moderator_statistic = number(f$QM),
                       moderator_p_value = number(f$QMp)))
  }
  if (!case$method %in% c("EE", "FE")) out <- c(out, list(tau2 = number(f$tau2)))
  out <- c(out, list(i2 = number(f$I2), h2 = number(f$H2), q = number(f$QE), q_df = number(f$k - f$p), q_p_value = number(f$QEp)))
  if (!"yi" %in% names(case$columns) && case$method == "REML" && is.null(case$moderators))
    out <- c(out, list(yi = array(es$yi), vi = array(es$vi)))
  object(out)
}

describe <- function(case) {
  fields <- list(dataset = text(case$set), measure = if (is.null(case$measure)) "null" else text(case$measure),
                 columns = text(case$text), method = text(case$method), test = text(case$test))
  if (!is.null(case$moderators)) fields$moderators <- text(case$moderators)
  options <- list()
  if (!is.null(case$vtype)) options$vtype <- text(case$vtype)
  if (isTRUE(case$drop00)) options$drop00 <- "true"
  if (!is.null(case$correct)) options$correct <- if (case$correct) "true" else "false"
  if (length(options)) fields$options <- object(options)
  fields$expect <- expected(case)
  object(fields)
}

# ---------------------------------------------------------------- published numbers

quantity <- function(f, name) {
  moderated <- length(f$beta) > 1
  term <- function(t) match(t, sub("^intrcpt$", "intercept", rownames(f$beta)))
  if (moderated && grepl("_se$", name)) return(f$se[term(sub("_se$", "", name))])
  if (moderated && !is.na(term(name))) return(f$beta[term(name)])
  switch(name,
    estimate = as.numeric(f$beta), se = f$se, z = f$zval, ci_lower = f$ci.lb, ci_upper = f$ci.ub,
    tau2 = f$tau2, tau = sqrt(f$tau2), q = f$QE, i2 = max(0, 100 * (f$QE - (f$k - f$p)) / f$QE),
    tau2_ci_lower = confint(f, control = list(tol = 1e-10))$random[1, 2],
    tau2_ci_upper = confint(f, control = list(tol = 1e-10))$random[1, 3],
    stop("unknown quantity ", name))
}

natural <- function(measure, x) switch(measure,
  OR = , RR = , IRR = , ROM = , HR = exp(x), ZCOR = tanh(x), PLO = plogis(x), x)

check_published <- function(set) {
  side <- sidecar(set)
  faults <- 0
  for (p in side$published) {
    arguments <- if (is.null(p$arguments)) "" else p$arguments
    rows <- if (is.null(p$rows)) NULL else {
      parts <- strsplit(p$rows, " = ")[[1]]
      list(column = parts[1], value = parts[2])
    }
    if (p$method == "CM.EL" && p$measure == "OR" && !requireNamespace("BiasedUrn", quietly = TRUE)) {
      cat(sprintf("%s: CM.EL %s not checked, as the R package BiasedUrn is missing\n", set, p$quantity))
      next
    }
    c1 <- case(set, p$measure, columns = option(arguments, "--columns"), method = p$method,
               moderators = option(arguments, "--moderators"), vtype = option(arguments, "--vtype"),
               drop00 = grepl("--drop00", arguments), rows = rows)
    value <- quantity(fit(c1), p$quantity)
    if (p$scale == "natural") value <- natural(p$measure, value)
    if (p$scale == "percent") value <- 100 * value
    printed <- as.numeric(p$value)
    decimals <- if (grepl("\\.", p$value)) nchar(sub(".*\\.", "", p$value)) else 0
    holds <- abs(value - printed) <= 0.5 * 10^-decimals * (1 + 1e-9)
    if (holds != isTRUE(p$reproduced)) {
      faults <- faults + 1
      cat(sprintf("%s: %s %s %s: printed %s, metafor %.8g, claimed %s\n", set, p$measure, p$method, p$quantity,
                  p$value, value, if (isTRUE(p$reproduced)) "reproduced" else "not reproduced"))
    }
  }
  faults
}

# ---------------------------------------------------------------- cases

GROUPS <- "m1i=m1i,sd1i=sd1i,n1i=n1i,m2i=m2i,sd2i=sd2i,n2i=n2i"
cases <- list(
  case("bcg", "RR"), case("bcg", "RR", test = "knha"), case("bcg", "RR", method = "DL"), case("bcg", "OR", method = "ML"),
  case("bcg", "OR", method = "EE"), case("bcg", "RD", method = "PM"), case("bcg", "RR", method = "MH"),
  case("bcg", "RR", moderators = "~ latitude"), case("bcg", "RR", moderators = "~ latitude", test = "knha"),
  case("catheter-infections", "OR", drop00 = TRUE), case("catheter-infections", "RR"),
  case("catheter-infections", "PLO", columns = "xi=infections_standard,ni=n_standard"),
  case("catheter-infections", "OR", method = "PETO"),
  case("rosiglitazone", "OR", method = "PETO"), case("rosiglitazone", "OR", method = "MH"),
  case("rosiglitazone", "OR"), case("rosiglitazone", "RD", method = "EE"),
  case("magnesium-infarction", "OR"), case("magnesium-infarction", "OR", method = "EE"), case("magnesium-infarction", "RR", method = "DL"),
  case("acupoint-nausea", "OR", method = "DL"), case("acupoint-nausea", "RR"),
  case("lidocaine-infarction", "RD"), case("lidocaine-infarction", "OR", method = "EE"),
  case("diuretics-pregnancy", "OR"), case("diuretics-pregnancy", "OR", method = "SJ"), case("diuretics-pregnancy", "OR", method = "DL"),
  case("diuretics-pregnancy", "RR", columns = "ai=perinatal_deaths_diuretic,n1i=n_followed_diuretic,ci=perinatal_deaths_control,n2i=n_followed_control"),
  case("st-johns-wort", "RR"), case("st-johns-wort", "RR", method = "DL"), case("st-johns-wort", "OR", test = "knha"),
  case("stroke-stay", "MD"), case("stroke-stay", "MD", vtype = "HO"), case("stroke-stay", "MD", method = "DL", vtype = "HO"),
  case("stroke-stay", "SMD"), case("stroke-stay", "ROM", correct = FALSE),
  case("stroke-stay", "MN", columns = "mi=mean_routine,sdi=sd_routine,ni=n_routine"),
  case("low-dose-tricyclics", "SMD"), case("low-dose-tricyclics", "SMD", test = "knha"), case("low-dose-tricyclics", "SMD", method = "EE"),
  case("elevated-co2", "ROM", correct = FALSE), case("elevated-co2", "ROM", method = "DL", correct = FALSE),
  case("catheter-rates", "IRR"), case("catheter-rates", "IRD", method = "DL"),
  case("catheter-rates", "IRLN", columns = "xi=infections_standard,ti=days_standard"),
  case("warfarin-stroke", "IRR"), case("warfarin-stroke", "IRR", method = "EE"), case("warfarin-stroke", "IRR", method = "MH"),
  case("warfarin-stroke", "RR", columns = "ai=strokes_warfarin,n1i=n_warfarin,ci=strokes_control,n2i=n_control"),
  case("employment-interviews", "ZCOR"), case("employment-interviews", "COR", method = "HS"), case("employment-interviews", "ZCOR", method = "DL"),
  case("conscientiousness-adherence", "ZCOR"), case("conscientiousness-adherence", "ZCOR", method = "DL"), case("conscientiousness-adherence", "COR"),
  case("vasospasm", "PLO"), case("vasospasm", "PFT"), case("vasospasm", "PR", method = "DL"),
  case("hiv-suppression", "PLO"), case("hiv-suppression", "PAS"), case("hiv-suppression", "PLO", moderators = "~ care_quality"),
  case("cesd-reliability", "ABT"), case("cesd-reliability", "AHW"), case("cesd-reliability", "ARAW"),
  case("training-pre-post", "SMCR"),
  case("training-pre-post", "SMCC", columns = "m1i=mean_post_trained,m2i=mean_pre_trained,sd1i=sd_post_trained,sd2i=sd_pre_trained,ni=n_trained,ri=correlation"),
  case("training-pre-post", "MC", columns = "m1i=mean_post_trained,m2i=mean_pre_trained,sd1i=sd_post_trained,sd2i=sd_pre_trained,ni=n_trained,ri=correlation"),
  case("training-pre-post", "ROMC", columns = "m1i=mean_post_trained,m2i=mean_pre_trained,sd1i=sd_post_trained,sd2i=sd_pre_trained,ni=n_trained,ri=correlation", correct = FALSE),
  case("training-pre-post", "SMD", columns = "m1i=mean_post_trained,sd1i=sd_post_trained,n1i=n_trained,m2i=mean_post_control,sd2i=sd_post_control,n2i=n_control"),
  case("teacher-expectancy", NULL), case("teacher-expectancy", NULL, moderators = "~ weeks"), case("teacher-expectancy", NULL, method = "EE"),
  case("writing-to-learn", NULL), case("writing-to-learn", NULL, test = "knha"), case("writing-to-learn", NULL, moderators = "~ weeks"),
  case("practice-facilitation", NULL), case("practice-facilitation", NULL, method = "DL"), case("practice-facilitation", NULL, moderators = "~ meetings + tailored"),
  case("passive-smoking", NULL), case("passive-smoking", NULL, method = "DL"),
  case("alcohol-breast-cancer", NULL), case("alcohol-breast-cancer", NULL, method = "PM"),
  case("head-neck-chemotherapy", NULL, method = "EE"), case("head-neck-chemotherapy", NULL), case("head-neck-chemotherapy", NULL, moderators = "~ timing"),
  case("school-calendar", NULL), case("sat-coaching", NULL), case("sat-coaching", NULL, moderators = "~ hours"),
  case("SYNTHETIC-gamut-shaped", "SMD", columns = GROUPS), case("SYNTHETIC-gamut-shaped", "SMD", columns = GROUPS, moderators = "~ sessions"),
  case("SYNTHETIC-gamut-shaped", "SMCR", columns = "m1i=mean_post,m2i=mean_pre,sd1i=sd_pre,ni=n_pre_post,ri=correlation"),
  case("periodontal", NULL, moderators = "~ 0 + outcome"), case("deep-brain-stimulation", NULL)
)

sets <- sort(list.dirs("Datasets", full.names = FALSE, recursive = FALSE), method = "radix")
faults <- sum(vapply(sets, check_published, 0))
lines <- vapply(cases, describe, "")
header <- sprintf("{\n  \"tool\": \"metafor %s\", \"generator\": \"pooled.R\",\n  \"cases\": [\n    ", packageVersion("metafor"))
writeLines(paste0(header, paste(lines, collapse = ",\n    "), "\n  ]\n}"), "Tests/References/datasets/pooled.json", useBytes = TRUE)
cat(length(cases), "cases;", faults, "published numbers that are not as the sidecars claim\n")
if (faults > 0) quit(status = 1)
