import StudyRecords

/// Works that several checks cite.
extension Source {
  static let kadlec2023 = Source(
    "Kadlec, Sainani & Nimphius", 2023, doi: "10.1007/s40279-022-01766-0",
    place: "60% of standardized differences beyond 3 came from standard errors taken for standard deviations")
  static let gotzsche2007 = Source(
    "Gøtzsche, Hróbjartsson, Marić & Tendal", 2007, doi: "10.1001/jama.298.4.430",
    place: "data extraction errors in standardized mean differences")
  static let altmanBland2005 = Source(
    "Altman & Bland", 2005, doi: "10.1136/bmj.331.7521.903", place: "standard deviations and standard errors")
  static let handbookErrors = Source(
    "Cochrane Handbook 6.5", 2024, place: "sections 6.5.2.2 and 6.3.2: standard errors, intervals, log ratios")
  static let handbookArms = Source(
    "Cochrane Handbook 6.5", 2024, place: "section 23.3.4: a control group that serves several comparisons")
  static let brownHeathers2017 = Source("Brown & Heathers", 2017, doi: "10.1177/1948550616673876")
  static let anaya2016 = Source("Anaya", 2016, doi: "10.7287/peerj.preprints.2400v1")
  static let allard2018 = Source(
    "Allard", 2018, place: "Analytic-GRIMMER: a new way of testing the possibility of standard deviations")
  static let bhatiaDavis2000 = Source("Bhatia & Davis", 2000, doi: "10.1080/00029890.2000.12005203")
  static let nuijten2016 = Source(
    "Nuijten, Hartgerink, van Assen, Epskamp & Wicherts", 2016, doi: "10.3758/s13428-015-0664-2")
  static let tramer1997 = Source("Tramèr, Reynolds, Moore & McQuay", 1997, doi: "10.1136/bmj.315.7109.635")
}
