-- 038 search folding
-- “malaga” finds Málaga, whichever way its accent is stored, in every search and every filter of texts; and names are
-- sorted as people read them, alike on every server. One function says which texts are the same to a reader.

-- A text without case, accents and invisible signs: “Málaga”, composed or not, and “MALAGA” are all “malaga”. The same
-- is done in the browser with what people type (src/supabase/folded.ts); a test compares the two.
create or replace function private.folded(value text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  select case when octet_length(value) = char_length(value) then lower(value)
    else translate(replace(replace(replace(replace(
      lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]', '', 'g')),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øłđðıħŧς', 'olddihtσ')
  end
$$;
comment on function private.folded(text) is
  'A text as it is searched and sorted: lower case, compatibility forms taken apart (NFKD), without accents and invisible signs.';

-- Texts by the name of their column, folded.
create or replace function private.folded_texts(names text[], texts text[]) returns jsonb
language sql immutable strict parallel safe set search_path = '' as $$
  select coalesce(jsonb_object_agg(t.name, private.folded(t.value)) filter (where t.value is not null), '{}')
  from unnest(names, texts) t (name, value)
$$;
comment on function private.folded_texts(text[], text[]) is
  'Texts as they are filtered, by the name of their column: {"city": "malaga"}. What the generated columns "folded" hold.';

-- Whoever writes a row computes its generated columns.
revoke all on function private.folded(text), private.folded_texts(text[], text[]) from public, anon, authenticated, service_role;
grant execute on function private.folded(text), private.folded_texts(text[], text[]) to authenticated, service_role;

-- What rows are searched by is made by it from now on. An expression cannot be changed on Postgres 15, so the column is
-- made anew with its indexes; the trigger that looks at it waits meanwhile.
drop trigger if exists name_matches on public.profiles;
do $$
declare
  it record;
  definition text;
begin
  for it in
    select c.oid, c.relname, pg_catalog.pg_get_expr(d.adbin, d.adrelid) as expression,
      array(select pg_catalog.pg_get_indexdef(i.indexrelid) from pg_catalog.pg_index i where i.indrelid = c.oid and a.attnum = any (i.indkey)) as indexes
    from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'search' and a.attgenerated = 's' and not a.attisdropped
    join pg_catalog.pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace
  loop
    continue when it.expression like '%private.folded%';
    if it.expression not like 'lower(%' then
      raise exception 'The search column of "%" is not made by lower().', it.relname;
    end if;
    execute format('alter table public.%I drop column search', it.relname);
    execute format('alter table public.%I add column search text generated always as (private.folded%s) stored',
      it.relname, substr(it.expression, char_length('lower') + 1));
    foreach definition in array it.indexes loop
      execute definition;
    end loop;
  end loop;
end
$$;
create or replace trigger name_matches after update on public.profiles
  for each row when (old.search is distinct from new.search) execute function private.name_matches();
update public.match_names n set search = a.search || ' ' || b.search
from public.matches m
join public.profiles a on a.id = m.user_a
join public.profiles b on b.id = m.user_b
where m.id = n.match_id and n.search is distinct from a.search || ' ' || b.search;

-- The texts that lists are filtered by, in one column of each table: a filter on the city asks folded ->> 'city'.
-- Addresses, codes and links have no accents and are filtered as they are.
do $$
declare
  it record;
begin
  for it in
    select * from (values
      ('ai_bot_health', '{label,purpose,message}'::text[]),
      ('audit_log', '{actor_name,record_label,reason}'),
      ('badges', '{name,description}'),
      ('bot_actions_log', '{error_message,review_note}'),
      ('bot_incidents', '{summary,note}'),
      ('community_posts', '{title}'),
      ('content_articles', '{title,author_name,summary,body}'),
      ('content_topics', '{name,description}'),
      ('conversation_flows', '{name,goal,description}'),
      ('conversation_questions', '{prompt,guidance,dimension}'),
      ('conversation_responses', '{prompt,answer}'),
      ('dealbreakers', '{name,question,description}'),
      ('email_sends', '{subject,reason}'),
      ('game_questions', '{prompt,dimension}'),
      ('games', '{name,description}'),
      ('introduction_reports', '{headline,summary}'),
      ('invoice_line_items', '{description}'),
      ('invoice_payments', '{reference}'),
      ('invoices', '{billing_name,memo,closed_reason}'),
      ('lead_sources', '{name,category,notes}'),
      ('leads', '{full_name,headline,city,notes,rejected_reason}'),
      ('match_feedback', '{comment}'),
      ('match_generation_runs', '{error_message}'),
      ('matches', '{closed_reason}'),
      ('moderation_decisions', '{note}'),
      ('moderation_reasons', '{label,member_text}'),
      ('outreach_responses', '{subject,body,handling_note}'),
      ('outreach_sequences', '{name,description,from_name,postal_address}'),
      ('outreach_suppressions', '{source,note}'),
      ('post_comments', '{body}'),
      ('post_extractions', '{value}'),
      ('profiles', '{display_name,bio,city,occupation,pronouns}'),
      ('puzzles', '{title,prompt,answer,explanation,hint}'),
      ('scrape_runs', '{error_message}'),
      ('sequence_emails', '{subject,preview_text,body}'),
      ('sequence_enrollments', '{stop_reason}'),
      ('staff_members', '{full_name}'),
      ('subscription_plans', '{name,description}'),
      ('user_badges', '{reason}'),
      ('user_dealbreakers', '{note}'),
      ('user_images', '{alt_text,rejection_reason}'),
      ('user_subscriptions', '{cancel_reason}')
    ) t (name, columns)
  loop
    execute format('alter table public.%I add column if not exists folded jsonb generated always as (private.folded_texts(%L::text[], array[%s])) stored',
      it.name, it.columns, (select string_agg(quote_ident(c), ', ') from unnest(it.columns) c));
  end loop;
end
$$;

-- Names are sorted by what a reader takes them for, in the order of the alphabet's signs: what the embedded database has
-- no ICU collation for, and a hosted one orders by a locale of its own.
do $$
declare
  it record;
begin
  for it in
    select * from (values
      ('ai_bot_health', 'label', 'id'), ('conversation_flows', 'name', 'id'), ('lead_sources', 'name', 'id'), ('leads', 'full_name', 'id'),
      ('outreach_sequences', 'name', 'id'), ('profiles', 'display_name', 'id'), ('staff_members', 'full_name', 'user_id')
    ) t (name, of_column, key_column)
  loop
    execute format('alter table public.%I add column if not exists sort_name text collate "C" not null generated always as (private.folded(%I)) stored', it.name, it.of_column);
    execute format('create index if not exists %I on public.%I (sort_name, %I)', it.name || '_sort_name_idx', it.name, it.key_column);
  end loop;
end
$$;
drop index if exists public.ai_bot_health_label_idx;
drop index if exists public.conversation_flows_name_idx;
drop index if exists public.lead_sources_name_idx;
drop index if exists public.leads_name_idx;
drop index if exists public.profiles_name_idx;
drop index if exists public.staff_members_full_name_idx;

-- What is computed is none of what somebody changed. The triggers that compare rows leave the new columns out as they do
-- the old one; in all else they stay as they are, whichever migration wrote them last.
do $$
declare
  compares text;
begin
  for compares in
    select pg_catalog.pg_get_functiondef(p.oid) from pg_catalog.pg_proc p
    where p.pronamespace = 'private'::regnamespace and p.prosrc like '%to_jsonb(new)%' and p.prosrc like '%''search''%' and p.prosrc not like '%''folded''%'
  loop
    execute replace(compares, '''search''', '''search'', ''folded'', ''sort_name''');
  end loop;
end
$$;

-- As before, with the words folded as the texts are.
create or replace function private.keys_containing(target text, texts text[], how_many integer) returns text[]
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  keys text[];
begin
  if not (select private.may_search(target)) then
    return null;
  end if;
  execute format(
    'select array_agg(key) from (select t.%I::text as key from public.%I t where %s limit $1) m',
    private.bulk_key(target), target,
    (select string_agg(
       format('t.search like %L', '%' || regexp_replace(private.folded(x), '([\\%_])', '\\\1', 'g') || '%'), ' and ')
     from unnest(texts) x))
    into keys using greatest(how_many, 1) + 1;
  return case when cardinality(keys) > greatest(how_many, 1) then null else coalesce(keys, '{}') end;
end
$$;
create or replace function private.found_keys(target text, query text, how_many integer) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  words text[] := array(
    select regexp_replace(w, '([\\%_])', '\\\1', 'g')
    from regexp_split_to_table(private.folded(btrim(query)), '\s+') w where w <> '');
  keys text[];
begin
  if words = '{}' or not (select private.may_search(target)) then
    return '{}';
  end if;
  -- Two letters are in everything: what is looked through is bounded, not only what is answered.
  execute format(
    'select coalesce(array_agg(key order by place, length, key), ''{}'') from (
       select * from (
         select t.%1$I::text as key, char_length(t.search) as length,
           case when t.search like $1[1] || ''%%'' then 0 when t.search like ''%% '' || $1[1] || ''%%'' then 1 else 2 end as place
         from public.%2$I t
         where %3$s
         limit 2000) m
       order by place, length, key limit $2) best',
    private.bulk_key(target), target,
    -- One condition a word: `like all (array)` would not use the index.
    (select string_agg(format('t.search like %L', '%' || w || '%'), ' and ') from unnest(words) w))
    into keys using words, how_many;
  return keys;
end
$$;
create or replace function private.closest_keys(target text, query text, how_many integer) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  keys text[];
begin
  if char_length(btrim(query)) < 4 or not (select private.may_search(target)) then
    return '{}';
  end if;
  perform set_config('pg_trgm.word_similarity_threshold', '0.5', true);
  execute format(
    'select coalesce(array_agg(key order by closeness desc, key), ''{}'') from (
       select t.%1$I::text as key, extensions.word_similarity($1, t.search) as closeness
       from public.%2$I t where $1 operator(extensions.<%%) t.search order by closeness desc, key limit $2) c',
    private.bulk_key(target), target) into keys using private.folded(btrim(query)), how_many;
  return keys;
end
$$;
