"""What templates can use: the page's context, values, facets, calendars, drawings."""
