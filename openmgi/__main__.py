from openmgi.cli import main

main()
