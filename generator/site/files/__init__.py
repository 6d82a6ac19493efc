"""Files of the site that are not pages: assets, cards, QR codes, calendars, the service worker, the site map."""
