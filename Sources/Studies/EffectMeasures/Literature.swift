import StudyRecords

/// Works that several families cite.
extension Source {
  static let beckerM1988 = Source("Becker", 1988, doi: "10.1111/j.2044-8317.1988.tb00901.x")
  static let bonett2008 = Source("Bonett", 2008, doi: "10.1037/1082-989X.13.2.99")
  static let bonett2009 = Source("Bonett", 2009, doi: "10.1037/a0016619")
  static let borenstein2009 = Source(
    "Borenstein", 2009, place: "in The handbook of research synthesis and meta-analysis, 2nd ed., ch. 12")
  static let fleissBerlin2009 = Source(
    "Fleiss & Berlin", 2009, place: "in The handbook of research synthesis and meta-analysis, 2nd ed., ch. 13")
  static let freemanTukey1950 = Source("Freeman & Tukey", 1950, doi: "10.1214/aoms/1177729756")
  static let gibbons1993 = Source("Gibbons, Hedeker & Davis", 1993, doi: "10.3102/10769986018003271")
  static let hedges1981 = Source("Hedges", 1981, doi: "10.3102/10769986006002107")
  static let hedges1982 = Source("Hedges", 1982, doi: "10.1037/0033-2909.92.2.490", place: "eq. 8")
  static let hedges1983 = Source("Hedges", 1983, doi: "10.1037/0033-2909.93.2.388", place: "eq. 9")
  static let hedgesGurevitchCurtis1999 = Source(
    "Hedges, Gurevitch & Curtis", 1999, doi: "10.1890/0012-9658(1999)080[1150:TMAORR]2.0.CO;2", place: "eq. 1")
  static let lajeunesse2011 = Source("Lajeunesse", 2011, doi: "10.1890/11-0423.1")
  static let lajeunesse2015 = Source("Lajeunesse", 2015, doi: "10.1890/14-2402.1")
  static let miller1978 = Source("Miller", 1978, doi: "10.1080/00031305.1978.10479283")
  static let morrisDeShon2002 = Source("Morris & DeShon", 2002, doi: "10.1037/1082-989X.7.1.105")
  static let morris2000 = Source("Morris", 2000, doi: "10.1348/000711000159150")
  static let nakagawa2015 = Source("Nakagawa et al.", 2015, doi: "10.1111/2041-210X.12309")
  static let ruecker2009 = Source("Rücker, Schwarzer, Carpenter & Olkin", 2009, doi: "10.1002/sim.3511")
  static let sanchezMeca2003 = Source(
    "Sánchez-Meca, Marín-Martínez & Chacón-Moscoso", 2003, doi: "10.1037/1082-989X.8.4.448")
  static let senior2020 = Source("Senior, Viechtbauer & Nakagawa", 2020, doi: "10.1002/jrsm.1423")
  static let yusuf1985 = Source(
    "Yusuf, Peto, Lewis, Collins & Sleight", 1985, doi: "10.1016/S0033-0620(85)80003-7")
  static let rothman2008 = Source(
    "Rothman, Greenland & Lash", 2008, place: "Modern epidemiology, 3rd ed., ch. 14")
}
