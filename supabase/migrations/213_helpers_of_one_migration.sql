-- Helpers that only a migration called, long since done: what nothing calls cannot go wrong.
drop function if exists private.picture_path(text, uuid, text);
drop function if exists private.add_rule(text, text, text, text);
