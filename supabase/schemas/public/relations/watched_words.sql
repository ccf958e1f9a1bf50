-- Written by `npm run schema` from the migrations: change those, not this.

create table public.watched_words (
  id uuid default gen_random_uuid() not null,
  pattern text not null,
  signal text,
  severity smallint default 2 not null,
  language text,
  effect text default 'raise'::text not null,
  note text,
  active boolean default false not null,
  tried_at timestamp with time zone,
  tried_held integer,
  tried_removed integer,
  trial text generated always as ((((('would have held '::text || tried_held) || ', of which '::text) || tried_removed) || ' were removed anyway'::text)) stored,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  matcher text generated always as (private.word_pattern(pattern)) stored,
  needle text generated always as (NULLIF(regexp_replace(regexp_replace(private.word_pattern(pattern), '\[\^ \]\* $'::text, ''::text), '^ \[\^ \]\*'::text, ''::text),
CASE
    WHEN (strpos(regexp_replace(regexp_replace(private.word_pattern(pattern), '\[\^ \]\* $'::text, ''::text), '^ \[\^ \]\*'::text, ''::text), '[^ ]*'::text) > 0) THEN regexp_replace(regexp_replace(private.word_pattern(pattern), '\[\^ \]\* $'::text, ''::text), '^ \[\^ \]\*'::text, ''::text)
    ELSE NULL::text
END)) stored,
  search text generated always as (private.folded(((pattern || ' '::text) || COALESCE(note, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{pattern,note}'::text[], ARRAY[pattern, note])) stored,
  constraint watched_words_check CHECK (tried_removed >= 0 AND tried_removed <= tried_held),
  constraint watched_words_effect_check CHECK (effect = ANY (ARRAY['raise'::text, 'hold'::text])),
  constraint watched_words_finite CHECK (isfinite(tried_at)),
  constraint watched_words_language_check CHECK (language ~ '^[a-z]{2}$'::text),
  constraint watched_words_note_check CHECK (char_length(note) <= 500),
  constraint watched_words_pattern_check CHECK (char_length(pattern) >= 2 AND char_length(pattern) <= 80 AND pattern !~ '\*.*\*.*\*.*\*'::text AND char_length(replace(replace(private.word_pattern(pattern), '[^ ]*'::text, ''::text), ' '::text, ''::text)) >= 3),
  constraint watched_words_pattern_key UNIQUE (pattern),
  constraint watched_words_pattern_required_check CHECK (private.said(pattern) IS NOT NULL),
  constraint watched_words_pkey PRIMARY KEY (id),
  constraint watched_words_severity_check CHECK (severity >= 1 AND severity <= 5),
  constraint watched_words_sign_check CHECK (strpos(pattern, 'ⵣ'::text) = 0),
  constraint watched_words_signal_check CHECK (signal = ANY (ARRAY['money'::text, 'messenger'::text, 'payment_link'::text])),
  constraint watched_words_tried_check CHECK ((tried_at IS NULL) = (tried_held IS NULL) AND (tried_at IS NULL) = (tried_removed IS NULL)),
  constraint watched_words_tried_held_check CHECK (tried_held >= 0)
);

comment on table public.watched_words is 'Words and phrases that bring what holds them higher in the queue, or keep an edit from passing unseen. A star stands for any letters.';

comment on column public.watched_words.signal is 'What it is a sign of: money, a move to another messenger, a payment link. None: a word as such.';
comment on column public.watched_words.effect is 'raise: higher in the queue. hold: also no edit with it passes by a rule of trust.';
comment on column public.watched_words.tried_held is 'Of the posts and comments of the 30 days before tried_at, so many hold it; tried_removed of them were hidden or removed anyway.';
comment on column public.watched_words.needle is 'The letters that are searched for in a plain text; none where a star stands within the pattern, and matcher is asked.';

CREATE INDEX watched_words_created_idx ON public.watched_words USING btree (created_at DESC, id DESC);
CREATE INDEX watched_words_search_idx ON public.watched_words USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON watched_words FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER look_again AFTER UPDATE ON watched_words REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.look_again_for_words();
CREATE TRIGGER reset BEFORE UPDATE ON watched_words FOR EACH ROW WHEN (old.pattern <> new.pattern) EXECUTE FUNCTION private.reset_trial();
CREATE TRIGGER touch BEFORE UPDATE ON watched_words FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.watched_words enable row level security;

create policy "watched_words insert" on public.watched_words for insert to authenticated
  with check (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "watched_words select" on public.watched_words for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "watched_words update" on public.watched_words for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.watched_words to authenticated;
grant select on public.watched_words to service_role;

grant insert (id, pattern, signal, severity, language, effect, note) on public.watched_words to authenticated;
grant update (pattern, signal, severity, language, effect, note) on public.watched_words to authenticated;
