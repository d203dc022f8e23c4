import TuttiCommands

Tutti.main()
