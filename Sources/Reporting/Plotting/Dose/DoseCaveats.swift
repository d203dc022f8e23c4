extension DoseWording {
  /// What the numbers mean and what they do not, for every output.
  public static let caveats = [
    "The doses compare studies that gave different doses to different people. They do not say what a further session, "
      + "milligram or week does for one person; only trials that compare doses can.",
    "The interval of a dose needed is about the average of studies: the doses at which the target lies inside the "
      + "confidence band of the mean. A single new study scatters more, as the prediction band shows.",
    "An interval without an end means that the data do not rule out arbitrarily high or low doses, or any dose at all. "
      + "That is a finding about the data, not a failure of the method.",
    "R² is the share of the variance between studies that the moderators account for. With fewer than about forty "
      + "studies it is very uncertain.",
  ]
}
