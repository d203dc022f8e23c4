import ArgumentParser

// Groups of options as they are when none of their options is given.
//
// The parser builds a group by reflection over every option, which takes longer than a small fit. `PlainFit` reads the
// few options that most command lines consist of and leaves the other groups as they are here; a test compares the
// outcome with the parser's own, so that an option or a default forgotten here is found.

extension DataArguments {
  init(plain data: String) {
    self.init()
    self.data = data
  }
}

extension EffectArguments {
  init(measure: String?, columns: String?) {
    self.init()
    self.measure = measure
    self.columns = columns
    vtype = nil
    add = nil
    to = nil
    drop00 = nil
    correct = nil
    dataLevel = nil
    lint = .nothingAsked
    medians = nil
    prePostCorrelation = nil
    design = .nothingAsked
  }
}

extension LintArguments {
  static var nothingAsked: Self {
    var group = Self()
    group.lint = true
    group.strict = false
    group.items = nil
    group.scoreRange = nil
    return group
  }
}

extension DesignArguments {
  static var nothingAsked: Self {
    var group = Self()
    group.clusterDesign = nil
    group.crossover = false
    group.assumedICC = nil
    group.crossoverCorrelation = nil
    group.sharedControl = nil
    group.direction = false
    return group
  }
}

extension ProfileArgument {
  init(name: String) {
    self.init()
    profile = name
  }
}

extension ModelArguments {
  init(method: String?, test: String?, level: String?, moderators: String?) {
    self.init()
    self.method = method
    tau2 = nil
    self.test = test
    self.level = level
    self.moderators = moderators
    weights = nil
    unweighted = false
    tau2Interval = nil
    predictionInterval = nil
    i2 = nil
    mixed = .nothingAsked
    poolAnyway = false
    pooling = nil
    rdVariance = nil
  }
}

extension MixedModelArguments {
  static var nothingAsked: Self {
    var group = Self()
    group.equalEffects = false
    group.quadraturePoints = nil
    return group
  }
}

extension ScaleArguments {
  static var nothingAsked: Self {
    var group = Self()
    group.scale = nil
    group.link = nil
    return group
  }
}

extension RegressionArguments {
  static var nothingAsked: Self {
    var group = Self()
    group.predict = nil
    group.contrast = []
    group.adjust = nil
    group.testTerms = false
    group.compare = []
    group.vif = false
    group.adjustedMeans = []
    return group
  }
}

extension SubgroupArguments {
  static var nothingAsked: Self {
    var group = Self()
    group.by = nil
    group.commonTau2 = false
    group.groupOrder = nil
    group.overall = nil
    return group
  }
}

extension ZeroCellArguments {
  static var nothingAsked: Self {
    var group = Self()
    group.sensitivity = nil
    return group
  }
}

extension PermutationArguments {
  static var nothingAsked: Self {
    var group = Self()
    group.permutations = nil
    group.seed = nil
    group.permutationP = nil
    return group
  }
}

extension TextArguments {
  init(format: String?, path: String?) {
    self.init()
    var output = OutputArguments()
    output.format = format
    output.output = path
    self.output = output
    details = false
    decimals = nil
  }
}
