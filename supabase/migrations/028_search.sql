-- 028 search
-- Finding records: by what they contain in every table at once, and the closest ones where nothing contains the words;
-- and which saved view a list opens with.

-- Texts that people look for, in tables that could not be searched yet.
alter table public.badges add column if not exists search text generated always as (lower(name || ' ' || description)) stored;
alter table public.dealbreakers add column if not exists search text generated always as (lower(name || ' ' || question)) stored;
alter table public.content_topics add column if not exists search text generated always as (lower(name || ' ' || coalesce(description, ''))) stored;
alter table public.conversation_flows add column if not exists search text generated always as (lower(name || ' ' || goal)) stored;
alter table public.game_questions add column if not exists search text generated always as (lower(prompt)) stored;
alter table public.sequence_emails add column if not exists search text generated always as (lower(subject || ' ' || coalesce(preview_text, ''))) stored;
alter table public.invoice_line_items add column if not exists search text generated always as (lower(description)) stored;
alter table public.introduction_reports add column if not exists search text generated always as (lower(headline)) stored;
alter table public.bot_incidents add column if not exists search text generated always as (lower(summary || ' ' || coalesce(note, ''))) stored;
alter table public.staff_members add column if not exists search text generated always as (lower(full_name || ' ' || email)) stored;
create index if not exists badges_search_idx on public.badges using gin (search extensions.gin_trgm_ops);
create index if not exists dealbreakers_search_idx on public.dealbreakers using gin (search extensions.gin_trgm_ops);
create index if not exists content_topics_search_idx on public.content_topics using gin (search extensions.gin_trgm_ops);
create index if not exists conversation_flows_search_idx on public.conversation_flows using gin (search extensions.gin_trgm_ops);
create index if not exists game_questions_search_idx on public.game_questions using gin (search extensions.gin_trgm_ops);
create index if not exists sequence_emails_search_idx on public.sequence_emails using gin (search extensions.gin_trgm_ops);
create index if not exists invoice_line_items_search_idx on public.invoice_line_items using gin (search extensions.gin_trgm_ops);
create index if not exists introduction_reports_search_idx on public.introduction_reports using gin (search extensions.gin_trgm_ops);
create index if not exists bot_incidents_search_idx on public.bot_incidents using gin (search extensions.gin_trgm_ops);
create index if not exists staff_members_search_idx on public.staff_members using gin (search extensions.gin_trgm_ops);

-- Under row security Postgres does not use a trigram index: its operators are not leakproof, so the policies come
-- first, row by row. These two look in the index with the owner's rights and hand out nothing but keys, to functions
-- that then read the records with the caller's rights.

-- Keys of rows that contain all words, those that begin with the first word or have it at the beginning of a word first.
create or replace function private.found_keys(target text, query text, how_many integer) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  words text[] := array(
    select replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_')
    from regexp_split_to_table(lower(btrim(query)), '\s+') w where w <> '');
  keys text[];
begin
  if words = '{}' or not (select private.is_staff()) then
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

-- Keys of the rows with the words most like these, the closest first.
create or replace function private.closest_keys(target text, query text, how_many integer) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  keys text[];
begin
  if char_length(btrim(query)) < 4 or not (select private.is_staff()) then
    return '{}';
  end if;
  perform set_config('pg_trgm.word_similarity_threshold', '0.5', true);
  execute format(
    'select coalesce(array_agg(key order by closeness desc, key), ''{}'') from (
       select t.%1$I::text as key, extensions.word_similarity($1, t.search) as closeness
       from public.%2$I t where $1 operator(extensions.<%%) t.search order by closeness desc, key limit $2) c',
    private.bulk_key(target), target) into keys using lower(btrim(query)), how_many;
  return keys;
end
$$;

-- The rows of a list most like what was searched for, among those that its other filters match. `via` names the
-- relation that the list searches through, if it does: "lead", of `relations` as for bulk_change.
create or replace function public.closest_records(
  target text, query text, filters jsonb default '[]', relations jsonb default '{}', via text default null, how_many integer default 8
) returns table (id text)
language plpgsql stable security invoker set search_path = '' as $$
declare
  searched text := coalesce(relations -> via ->> 'table', target);
  key_column text := private.bulk_key(target);
  matched text := coalesce(relations -> via ->> 'column', key_column);
  key_type text;
begin
  select pg_catalog.format_type(a.atttypid, a.atttypmod) into key_type
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', target)) and a.attname = matched;
  return query execute format(
    'select t.%1$I::text from unnest($1) with ordinality c (key, place) join public.%2$I t on t.%3$I = c.key::%4$s
     where %5$s order by c.place, t.%1$I limit $2',
    key_column, target, matched, key_type,
    private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), relations))
    using private.closest_keys(searched, query, 1000), least(how_many, 50);
end
$$;
comment on function public.closest_records(text, text, jsonb, jsonb, text, integer) is
  'Keys of the records whose searchable text is most like the query, the closest first.';

-- Records of all tables that contain every word; where none does, those closest to them.
create or replace function public.search_records(query text, per_table integer default 5)
returns table (table_name text, id text, title text, detail text, is_close boolean)
language plpgsql stable security invoker set search_path = '' as $$
declare
  place record;
  pass boolean;
  found_any boolean := false;
begin
  if char_length(btrim(query)) < 2 then
    return;
  end if;
  foreach pass in array array[false, true] loop
    for place in
      select * from (values
        ('leads', 't.full_name', 'coalesce(t.email, t.handle, t.city)'),
        ('profiles', 't.display_name', 't.email'),
        ('invoices', $e$coalesce(t.number, 'Draft')$e$, 't.billing_name'),
        ('community_posts', 't.title', 't.state'),
        ('outreach_responses', $e$coalesce(t.subject, left(t.body, 80))$e$, 'null'),
        ('lead_sources', 't.name', 't.category'),
        ('outreach_sequences', 't.name', 't.state'),
        ('sequence_emails', 't.subject', 'null'),
        ('outreach_suppressions', 't.email', 't.reason'),
        ('content_articles', 't.title', 't.state'),
        ('content_topics', 't.name', 'null'),
        ('puzzles', 't.title', 'null'),
        ('games', 't.name', 'null'),
        ('game_questions', 'left(t.prompt, 80)', 'null'),
        ('badges', 't.name', 't.category'),
        ('dealbreakers', 't.name', 't.category'),
        ('conversation_flows', 't.name', 't.state'),
        ('conversation_questions', 'left(t.prompt, 80)', 'null'),
        ('subscription_plans', 't.name', 't.code'),
        ('introduction_reports', 't.headline', 't.state'),
        ('bot_incidents', 't.summary', 't.severity'),
        ('post_comments', 'left(t.body, 80)', 't.state'),
        ('staff_members', 't.full_name', 't.email')
      ) p (target, title, detail)
    loop
      return query execute format(
        'select %1$L, t.%2$I::text, %3$s, (%4$s)::text, $2 from unnest($1) with ordinality c (key, place)
         join public.%1$I t on t.%2$I = c.key::uuid order by c.place limit $3',
        place.target, private.bulk_key(place.target), place.title, place.detail)
        using case when pass then private.closest_keys(place.target, query, 50) else private.found_keys(place.target, query, 50) end,
          pass, least(per_table, 20);
      found_any := found_any or found;
    end loop;
    exit when found_any;
  end loop;
end
$$;
comment on function public.search_records(text, integer) is
  'For the command palette: records of any table that contain all words; where none does, the closest.';

-- Makes a view the one that a list opens with for the caller; none of them without a view.
create or replace function public.set_default_view(list text, chosen uuid default null) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  if chosen is null then
    delete from public.saved_view_defaults d where d.user_id = (select auth.uid()) and d.table_name = list;
    return;
  end if;
  insert into public.saved_view_defaults (table_name, view_id)
    select v.table_name, v.id from public.saved_views v where v.id = chosen and v.table_name = list
    on conflict (user_id, table_name) do update set view_id = excluded.view_id;
  if not found then
    raise exception 'This view is gone, or it is no longer shared with you.' using errcode = 'P0002';
  end if;
end
$$;

revoke all on function
  private.found_keys(text, text, integer), private.closest_keys(text, text, integer),
  public.closest_records(text, text, jsonb, jsonb, text, integer), public.search_records(text, integer), public.set_default_view(text, uuid)
  from public, anon, authenticated, service_role;
grant execute on function
  private.found_keys(text, text, integer), private.closest_keys(text, text, integer),
  public.closest_records(text, text, jsonb, jsonb, text, integer), public.search_records(text, integer), public.set_default_view(text, uuid)
  to authenticated;
