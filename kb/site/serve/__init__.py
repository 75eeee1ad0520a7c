"""The site on this machine, built anew when a file is saved."""
