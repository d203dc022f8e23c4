/// Data as files would hold them.
enum TestData {
  /// The 13 BCG trials: Colditz et al. (1994), doi:10.1001/jama.1994.03510330076038.
  static let bcg = """
    study,ai,n1i,ci,n2i
    Aronson 1948,4,123,11,139
    Ferguson & Simes 1949,6,306,29,303
    Rosenthal et al. 1960,3,231,11,220
    Hart & Sutherland 1977,62,13598,248,12867
    Frimodt-Møller et al. 1973,33,5069,47,5808
    Stein & Aronson 1953,180,1541,372,1451
    Vandiviere et al. 1973,8,2545,10,629
    TPT Madras 1980,505,88391,499,88391
    Coetzee & Berjak 1968,29,7499,45,7277
    Rosenthal et al. 1961,17,1716,65,1665
    Comstock et al. 1974,186,50634,141,27338
    Comstock & Webster 1969,5,2498,3,2341
    Comstock et al. 1976,27,16913,29,17854

    """

  /// Three made-up trials with means, under column names of their own.
  static let means = """
    trial,mean_t,sd_t,n_t,mean_c,sd_c,n_c
    A,12.1,3.2,20,10.4,3.0,21
    B,9.8,2.7,35,9.1,2.9,33
    C,11.5,4.1,15,8.7,3.8,16

    """

  /// The mapping for ``means``.
  static let meanColumns = "study=trial,m1i=mean_t,sd1i=sd_t,n1i=n_t,m2i=mean_c,sd2i=sd_c,n2i=n_c"

  /// Estimates with variances, one of them missing.
  static let estimates = """
    study,yi,vi
    Alpha,0.31,0.04
    Beta,-0.12,0.09
    Gamma,NA,0.05
    Delta,0.55,0.02

    """
}
