-- 115 texts found
-- What people wrote is found without case and accents by the filters of these lists, too.

alter table public.user_conversations add column if not exists folded jsonb generated always as (private.folded_texts('{summary}'::text[], array[summary])) stored;
alter table public.lead_consents add column if not exists folded jsonb generated always as (private.folded_texts('{how,words}'::text[], array[how, words])) stored;
alter table public.sequence_variants add column if not exists folded jsonb generated always as (private.folded_texts('{subject,preview_text,body}'::text[], array[subject, preview_text, body])) stored;
alter table public.security_events add column if not exists folded jsonb generated always as (private.folded_texts('{who}'::text[], array[who])) stored;
