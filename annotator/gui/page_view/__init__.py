"""The page as a browser shows it, made safe; Qt WebEngine is loaded when it is first wanted."""
