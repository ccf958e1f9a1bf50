-- What the list of leads filters by has an index: without one, a value that few of a million leads have is looked for
-- in all of them, which took 0.4 to 0.9 seconds.
create index if not exists leads_country_idx on public.leads (country, found_at desc, id desc);
create index if not exists leads_consent_idx on public.leads (consent, found_at desc, id desc);
create index if not exists leads_contacted_idx on public.leads (contacted_at desc) where contacted_at is not null;
create index if not exists leads_replied_idx on public.leads (replied_at desc) where replied_at is not null;
create index if not exists leads_notice_idx on public.leads (notice_given_at desc) where notice_given_at is not null;
create index if not exists leads_looks_like_idx on public.leads (looks_like) where looks_like is not null;
create index if not exists leads_tags_idx on public.leads using gin (tags);
create index if not exists leads_interests_idx on public.leads using gin (interests);

-- The same of mails and enrollments, which grow faster still.
create index if not exists email_sends_opened_idx on public.email_sends (opened_at desc) where opened_at is not null;
create index if not exists email_sends_clicked_idx on public.email_sends (clicked_at desc) where clicked_at is not null;
create index if not exists sequence_enrollments_by_state_idx on public.sequence_enrollments (state, enrolled_at desc, id desc);
-- In place of the one of active enrollments only, which the filter alone could not use.
create index if not exists sequence_enrollments_next_send_idx on public.sequence_enrollments (next_send_at) where next_send_at is not null;
drop index if exists public.sequence_enrollments_next_idx;
create index if not exists sequence_enrollments_ended_idx on public.sequence_enrollments (ended_at desc) where ended_at is not null;

-- Under row security no index serves a comparison that is not leakproof, and those of arrays and parts of texts are
-- not. So the keys of the rows are looked up first, as for a search, by columns that have such an index.
drop function if exists public.keys_containing(text, text[], integer);
drop function if exists private.keys_containing(text, text[], integer);

create or replace function private.keys_containing(target text, texts text[], how_many integer, lists jsonb)
returns text[] language plpgsql stable security definer set search_path to '' set enable_seqscan to 'off' as $$
declare
  keys text[];
  conditions text[];
begin
  if not (select private.may_search(target)) then
    return null;
  end if;
  select array_agg(format('t.search like %L', '%' || regexp_replace(private.folded(x), '([\\%_])', '\\\1', 'g') || '%')) into conditions
  from unnest(texts) x;
  select coalesce(conditions, '{}') || coalesce(array_agg(
    format('t.%I %s %L', l.name, case when l.every is null then '&&' else '@>' end, coalesce(l.every, l.one_of))), '{}') into conditions
  from jsonb_to_recordset(lists) as l (name text, one_of text[], every text[]);
  execute format('select array_agg(key) from (select t.%I::text as key from public.%I t where %s limit $1) m',
    private.bulk_key(target), target, array_to_string(conditions, ' and '))
    into keys using greatest(how_many, 1) + 1;
  return case when cardinality(keys) > greatest(how_many, 1) then null else coalesce(keys, '{}') end;
end
$$;
comment on function private.keys_containing(text, text[], integer, jsonb) is 'Keys of the rows whose searchable text contains all given texts and whose lists hold what is asked of them; null where there are more than asked for.';
revoke all on function private.keys_containing(text, text[], integer, jsonb) from public;
grant execute on function private.keys_containing(text, text[], integer, jsonb) to authenticated;

create or replace function public.keys_containing(target text, texts text[], how_many integer default 150, also jsonb default '[]')
returns jsonb language plpgsql stable set search_path to '' as $$
declare
  of_table constant regclass := to_regclass(format('public.%I', target));
  key_column text := private.bulk_key(target);
  searched text;
  wanted text[];
  lists jsonb;
  keys text[];
  key_type text;
  visible jsonb;
begin
  if (select c.reltuples < 20000 from pg_catalog.pg_class c where c.oid = of_table) then
    return '{"small": true}';
  end if;
  select pg_catalog.pg_get_expr(d.adbin, d.adrelid) into searched
  from pg_catalog.pg_attribute a join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = of_table and a.attname = 'search';
  -- What a column that is searched contains, the searchable text contains.
  select coalesce(texts, '{}') || coalesce(array_agg(f.text) filter (where f.text <> '' and f.name ~ '^\w+$' and searched ~ ('\m' || f.name || '\M')), '{}') into wanted
  from jsonb_to_recordset(also) as f (name text, text text);
  -- Whose lists an index finds, of the columns that the caller may read.
  select coalesce(jsonb_agg(f), '[]') into lists
  from jsonb_to_recordset(also) as f (name text, one_of text[], every text[])
  join pg_catalog.pg_attribute a on a.attrelid = of_table and a.attname = f.name and a.atttypid = 'text[]'::regtype
  where (cardinality(f.one_of) > 0 or cardinality(f.every) > 0) and has_column_privilege(of_table, a.attnum, 'select')
    and exists (select from pg_catalog.pg_index i join pg_catalog.pg_class x on x.oid = i.indexrelid join pg_catalog.pg_am m on m.oid = x.relam
      where i.indrelid = of_table and i.indkey[0] = a.attnum and i.indpred is null and m.amname = 'gin');
  -- An index of three letters in a row cannot find two.
  if lists = '[]' and not exists (select from unnest(wanted) x where char_length(x) >= 3) then
    return '{}';
  end if;
  keys := private.keys_containing(target, wanted, least(how_many, 1000), lists);
  if keys is null then
    return '{}';
  end if;
  select pg_catalog.format_type(a.atttypid, a.atttypmod) into key_type
  from pg_catalog.pg_attribute a where a.attrelid = of_table and a.attname = key_column;
  -- Of these, what the caller may read.
  execute format('select coalesce(jsonb_agg(t.%1$I), ''[]'') from public.%2$I t where t.%1$I = any ($1::%3$s[])', key_column, target, key_type)
    into visible using keys;
  return jsonb_build_object('keys', visible);
end
$$;
comment on function public.keys_containing(text, text[], integer, jsonb) is 'Keys of the rows whose searchable text contains all of the texts, and of which also holds (a text that a column contains, or a list with one_of or every of some values), as far as an index finds them: {"keys": [...]} where they are few, {} where they are many, {"small": true} where the table is so small that it need not be asked.';
revoke all on function public.keys_containing(text, text[], integer, jsonb) from public, anon;
grant execute on function public.keys_containing(text, text[], integer, jsonb) to authenticated;
