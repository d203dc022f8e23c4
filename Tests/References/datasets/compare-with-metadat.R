# A second look at the typing: holds the raw numbers of Datasets/ against the R package metadat, where it has the set.
# Nothing is written; the exit status is 1 if a number differs. Two misprints that metadat 1.2-0 has and 1.7-2 has not
# are named but not counted.
#
#     Rscript Tests/References/datasets/compare-with-metadat.R      (from the repository's root; needs metadat)

suppressPackageStartupMessages(library(metadat))

# Our set: the package's set, then our column = an expression in the package's columns.
sets <- list(
  "bcg" = list("dat.bcg", tb_vaccinated = "tpos", n_vaccinated = "tpos + tneg", tb_control = "cpos", n_control = "cpos + cneg", latitude = "ablat", year = "year"),
  "catheter-infections" = list("dat.nielweise2007", infections_treated = "ai", n_treated = "n1i", infections_standard = "ci", n_standard = "n2i", year = "year"),
  "rosiglitazone" = list("dat.nissen2007", mi_rosiglitazone = "mi1", n_rosiglitazone = "n1", mi_control = "mi2", n_control = "n2"),
  "magnesium-infarction" = list("dat.li2007", deaths_magnesium = "ai", n_magnesium = "n1i", deaths_control = "ci", n_control = "n2i", year = "year"),
  "acupoint-nausea" = list("dat.lee2004", nausea_acupoint = "ai", n_acupoint = "n1i", nausea_sham = "ci", n_sham = "n2i", year = "year"),
  "lidocaine-infarction" = list("dat.hine1989", deaths_lidocaine = "ai", n_lidocaine = "n1i", deaths_control = "ci", n_control = "n2i"),
  "diuretics-pregnancy" = list("dat.collins1985b", preeclampsia_diuretic = "pre.xti", n_diuretic = "pre.nti", preeclampsia_control = "pre.xci", n_control = "pre.nci",
    perinatal_deaths_diuretic = "ped.xti", n_followed_diuretic = "fup.nti", perinatal_deaths_control = "ped.xci", n_followed_control = "fup.nci", year = "year"),
  "st-johns-wort" = list("dat.linde2005", responders_extract = "ai", n_extract = "n1i", responders_placebo = "ci", n_placebo = "n2i", baseline_hamilton = "baseline",
    hamilton_items = "version", weeks = "duration", daily_dose = "dosage", year = "year"),
  "stroke-stay" = list("dat.normand1999", n_specialist = "n1i", mean_specialist = "m1i", sd_specialist = "sd1i", n_routine = "n2i", mean_routine = "m2i", sd_routine = "sd2i"),
  "low-dose-tricyclics" = list("dat.furukawa2003", n_tricyclic = "Ne", mean_tricyclic = "Me", sd_tricyclic = "Se", n_placebo = "Nc", mean_placebo = "Mc", sd_placebo = "Sc"),
  "elevated-co2" = list("dat.curtis1998", observation = "id", mean_elevated = "m1i", sd_elevated = "sd1i", n_elevated = "n1i", mean_ambient = "m2i", sd_ambient = "sd2i", n_ambient = "n2i",
    co2_ambient = "co2.ambi", co2_elevated = "co2.elev", days = "time"),
  "catheter-rates" = list("dat.nielweise2008", infections_treated = "x1i", days_treated = "t1i", infections_standard = "x2i", days_standard = "t2i", year = "year"),
  "warfarin-stroke" = list("dat.hart1999", strokes_warfarin = "x1i", years_warfarin = "t1i", n_warfarin = "n1i", strokes_control = "x2i", years_control = "t2i", n_control = "n2i", year = "year"),
  "employment-interviews" = list("dat.mcdaniel1994", correlation = "ri", n = "ni"),
  "conscientiousness-adherence" = list("dat.molloy2014", correlation = "ri", n = "ni", mean_age = "meanage", quality = "quality", year = "year"),
  "vasospasm" = list("dat.pritz1997", improved = "xi", n = "ni"),
  "hiv-suppression" = list("dat.debruin2009", suppressed = "xi", n = "ni", care_quality = "scq", year = "year"),
  "cesd-reliability" = list("dat.bonett2010", alpha = "ai", items = "mi", n = "ni"),
  "teacher-expectancy" = list("dat.raudenbush1985", smd = "yi", variance = "vi", n_expectancy = "n1i", n_control = "n2i", weeks = "weeks", year = "year"),
  "writing-to-learn" = list("dat.bangertdrowns2004", smd = "yi", variance = "vi", n = "ni", weeks = "length", minutes = "minutes", year = "year"),
  "practice-facilitation" = list("dat.baskerville2012", smd = "smd", se = "se", quality = "score", follow_up = "fumonths", retention = "retention", outcomes = "outcomes", duration = "duration",
    practices_per_facilitator = "pperf", meetings = "meetings", hours_per_meeting = "hours", year = "year"),
  "passive-smoking" = list("dat.hackshaw1998", cases = "cases", relative_risk = "or", rr_lower = "or.lb", rr_upper = "or.ub", log_rr = "log(or)", log_rr_lower = "log(or.lb)", log_rr_upper = "log(or.ub)", year = "year"),
  "alcohol-breast-cancer" = list("dat.greenland1992", slope = "b", se = "SE", year = "year"),
  "head-neck-chemotherapy" = list("dat.pignon2000", observed_minus_expected = "OmE", logrank_variance = "V", log_hr = "OmE / V", log_hr_variance = "1 / V"),
  "school-calendar" = list("dat.konstantopoulos2011", district = "district", school = "school", year = "year", smd = "yi", variance = "vi"),
  "sat-coaching" = list("dat.kalaian1996", smd = "yi", variance = "vi", n_coached = "n1i", n_uncoached = "n2i", hours = "hrs", year = "year"),
  "periodontal" = list("dat.berkey1998", difference = "yi", variance = "vi", covariance = "ifelse(outcome == 'PD', v2i, v1i)", n = "ni", year = "year")
)

misprints <- if (packageVersion("metadat") >= "1.7") character() else
  c("practice-facilitation quality", "sat-coaching variance", "sat-coaching n_coached", "sat-coaching n_uncoached")
faults <- 0
for (name in names(sets)) {
  theirs <- tryCatch(get(sets[[name]][[1]], envir = asNamespace("metadat")), error = function(e) get0(sets[[name]][[1]]))
  if (is.null(theirs)) {
    cat(name, ": this edition of metadat has no ", sets[[name]][[1]], "\n", sep = "")
    next
  }
  ours <- read.csv(file.path("Datasets", name, paste0(name, ".csv")), check.names = FALSE, na.strings = c("", "NA"))
  for (column in setdiff(names(sets[[name]]), "")) {
    wanted <- as.numeric(eval(parse(text = sets[[name]][[column]]), theirs))
    got <- as.numeric(ours[[column]])
    same <- length(got) == length(wanted) && identical(is.na(got), is.na(wanted)) &&
      all(abs(got - wanted) <= 1e-12 * abs(wanted), na.rm = TRUE)
    if (!same) {
      known <- paste(name, column) %in% misprints
      if (!known) faults <- faults + 1
      cat(name, ": column ", column, if (known) " differs by a known misprint\n" else " differs\n", sep = "")
    }
  }
}
cat(length(sets), "sets compared,", faults, "columns differ\n")
if (faults > 0) quit(status = 1)
