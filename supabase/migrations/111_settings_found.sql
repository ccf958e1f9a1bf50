-- 111 settings found
-- Watched words and moderation's settings are found without case and accents, as everything is.

alter table public.watched_words add column if not exists search text generated always as (private.folded(pattern || ' ' || coalesce(note, ''))) stored;
alter table public.watched_words add column if not exists folded jsonb generated always as (private.folded_texts('{pattern,note}'::text[], array[pattern, note])) stored;
create index if not exists watched_words_search_idx on public.watched_words using gin (search extensions.gin_trgm_ops);
alter table public.moderation_settings add column if not exists search text generated always as (private.folded(label || ' ' || about)) stored;
alter table public.moderation_settings add column if not exists folded jsonb generated always as (private.folded_texts('{label,about}'::text[], array[label, about])) stored;
create index if not exists moderation_settings_search_idx on public.moderation_settings using gin (search extensions.gin_trgm_ops);
