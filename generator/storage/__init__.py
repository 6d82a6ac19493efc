"""Files on disk: what is kept between builds, put in place at one stroke, and held by one process alone."""
