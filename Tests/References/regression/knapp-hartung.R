#!/usr/bin/env Rscript
# Writes knapp-hartung.json: by how much Knapp–Hartung intervals are narrower than normal ones, and whether a test is
# significant only by them, from metafor as a black box. Both fits have the same tau2; widths and p values are read off.
#
#   Rscript knapp-hartung.R > knapp-hartung.json
#
# All data are SYNTHETIC: drawn from the seeds below, which were searched for cases on each side of the decisions.
suppressMessages(library(metafor))
num <- function(x) paste0("[", paste(sprintf("%.16g", x), collapse = ", "), "]")
one <- function(x) sprintf("%.16g", x)
fit <- function(yi, vi, test, level, X = NULL) {
  call <- list(yi = yi, vi = vi, test = test, level = level, method = "DL")
  if (!is.null(X)) call$mods <- X
  do.call(rma.uni, call)
}
# Widths of all intervals under both tests, their percentage, and the tests of coefficients and of all moderators.
whole <- function(id, yi, vi, level, X = NULL) {
  z <- fit(yi, vi, "z", level, X); k <- fit(yi, vi, "knha", level, X)
  width <- function(f) f$ci.ub - f$ci.lb
  sprintf('    {"id": "%s", "level": %s, "yi": %s, "vi": %s, "x": [%s],\n      "widths_z": %s, "widths_knha": %s, "narrower_percent": %s,\n      "p_z": %s, "p_knha": %s, "omnibus_p_z": %s, "omnibus_p_knha": %s}',
    id, one(level), num(yi), num(vi), if (is.null(X)) "" else paste(apply(X, 2, num), collapse = ", "),
    num(width(z)), num(width(k)), num(100 * (1 - width(k) / width(z))), num(z$pval), num(k$pval), one(z$QMp), one(k$QMp))
}
# The test between groups with a tau2 of their own: the groups' estimates and standard errors as equal effects.
between <- function(id, yi, vi, group, level) {
  labels <- unique(group)
  p <- sapply(c("z", "knha"), function(test) {
    fits <- lapply(labels, function(g) fit(yi[group == g], vi[group == g], test, level))
    rma.uni(sapply(fits, function(f) as.vector(f$beta)), sei = sapply(fits, function(f) f$se), method = "EE")$QEp
  })
  X <- sapply(labels[-1], function(g) as.numeric(group == g))
  common <- sapply(c("z", "knha"), function(test) fit(yi, vi, test, level, X)$QMp)
  sprintf('    {"id": "%s", "level": %s, "yi": %s, "vi": %s, "group": [%s],\n      "separate_p_z": %s, "separate_p_knha": %s, "common_p_z": %s, "common_p_knha": %s}',
    id, one(level), num(yi), num(vi), paste0('"', group, '"', collapse = ", "), one(p[1]), one(p[2]), one(common[1]), one(common[2]))
}
draw <- function(seed, k, mean, spread) {
  set.seed(seed)
  vi <- round(runif(k, 0.02, 0.2), 3)
  list(yi = round(rnorm(k, mean, spread * sqrt(vi)), 3), vi = vi)
}
group <- rep(c("a", "b", "c"), each = 6)
effect <- function(size) ifelse(group == "a", 0, ifelse(group == "b", size, -size / 2))
X <- cbind(g2 = as.numeric(group == "b"), g3 = as.numeric(group == "c"))
wholes <- c(
  {d <- draw(1, 12, 0.2, 0.4); whole("mean.narrow", d$yi, d$vi, 95)},
  {d <- draw(2, 9, 0.10, 0.4); whole("mean.90", d$yi, d$vi, 90)},
  {d <- draw(3, 8, 0.1, 1.6); whole("mean.heterogeneous", d$yi, d$vi, 95)},
  {d <- draw(4, 18, effect(0.1), 0.5); whole("factor.a", d$yi, d$vi, 95, X)},
  {d <- draw(5, 18, effect(0.2), 0.5); whole("factor.b", d$yi, d$vi, 95, X)},
  {d <- draw(6, 18, effect(0.3), 0.6); whole("factor.c", d$yi, d$vi, 99, X)},
  {d <- draw(7, 18, effect(0.15), 0.5); whole("factor.d", d$yi, d$vi, 95, X)},
  {d <- draw(34, 18, effect(0.2), 0.55); whole("factor.together", d$yi, d$vi, 95, X)})
betweens <- c(
  {d <- draw(11, 18, effect(0.2), 0.5); between("groups.a", d$yi, d$vi, group, 95)},
  {d <- draw(12, 18, effect(0.2), 0.5); between("groups.b", d$yi, d$vi, group, 95)},
  {d <- draw(13, 18, effect(0.05), 0.5); between("groups.c", d$yi, d$vi, group, 95)},
  {d <- draw(14, 18, effect(0.6), 0.5); between("groups.d", d$yi, d$vi, group, 95)},
  {d <- draw(15, 18, effect(0.2), 1.2); between("groups.e", d$yi, d$vi, group, 90)},
  {d <- draw(16, 18, effect(0.25), 0.5); between("groups.f", d$yi, d$vi, group, 90)})
cat('{\n  "provenance": {"tool": "metafor', as.character(packageVersion("metafor")), '", "script": "knapp-hartung.R"},\n  "whole": [\n')
cat(paste(wholes, collapse = ",\n"), '\n  ],\n  "between": [\n', paste(betweens, collapse = ",\n"), "\n  ]\n}\n")
