"""How visitors find things: full text, titles, places, pinyin."""
