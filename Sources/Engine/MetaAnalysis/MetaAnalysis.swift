@_exported import Distributions
@_exported import EffectMeasures
@_exported import LinearAlgebra
@_exported import MetaModels
@_exported import Optimization
@_exported import StudyFiles
@_exported import StudyLint
@_exported import StudyRecords
