/// The part a column plays in an analysis, under the field's own name for it.
///
/// `di` is a cell of the 2×2 table, or Cohen's d where the measure reads a standardized difference; `ti` is a
/// t value for two-group and correlation measures and person-time for rates; `mi` is a mean, a number of items or
/// of predictors, by measure. `q11i` is the first quartile of the first group, `q32i` the third of the second; `est` is
/// an estimate on the scale people read. `items`, `scale_min` and `scale_max` tell the input lint what scores can be:
/// the number of whole-number items that a score is the mean of, and the ends of the scale. `mpre1i` and the like
/// belong to groups that are measured before and after, `group` and `comparison` to files with a row for each arm,
/// `events` and `chi2` to tables that are rebuilt from their margins, `oei` and `voei` (O − E and its variance V) to logrank
/// tests and Peto's odds ratio. `format`, `measure` and `vtype` hold codes that
/// steer each row; the last seven say how a study was designed.
public enum Role: String, CaseIterable, Hashable, Sendable, Codable {
  case yi, vi, sei
  case ciLower = "ci_lower"
  case ciUpper = "ci_upper"
  case pi
  case ai, bi, ci, di, n1i, n2i
  case x1i, x2i, t1i, t2i
  case m1i, m2i, sd1i, sd2i
  case xi, mi, ni, ti, sdi
  case ri, r2i, fi
  case study, cluster, weights
  case items
  case scaleMin = "scale_min"
  case scaleMax = "scale_max"
  case se1i, se2i
  case ci1Lower = "ci1_lower"
  case ci1Upper = "ci1_upper"
  case ci2Lower = "ci2_lower"
  case ci2Upper = "ci2_upper"
  case min1i, q11i, med1i, q31i, max1i
  case min2i, q12i, med2i, q32i, max2i
  case mpre1i, sdpre1i, mpost1i, sdpost1i
  case mpre2i, sdpre2i, mpost2i, sdpost2i
  case mdi, gi, sign
  case events, chi2
  case oei, voei
  case group, comparison
  case est
  case estLower = "est_lower"
  case estUpper = "est_upper"
  case format, measure, vtype
  case icc
  case clusterSize = "cluster_size"
  case design
  case pairedT = "paired_ti"
  case pairedP = "paired_pi"
  case control, direction
}
