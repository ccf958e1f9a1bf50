-- 036 moderation rules
-- What a moderator may do is decide, not rewrite what others wrote, when, and about whom; claims end by themselves; a
-- sanction is imposed and lifted once. And searching tells nothing of a table that one does not read.

-- ---------------------------------------------------------------------------------------
-- Searching

insert into private.audit_readers (table_name, roles) values ('match_names', '{moderator}') on conflict do nothing;

-- Whether the caller reads the rows of a table as a whole: who may read its history may.
create or replace function private.may_search(target text) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.has_role('admin') or exists (
    select from private.audit_readers r where r.table_name = target and private.has_any_role(r.roles))
$$;

-- As before, but for who is answered.
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
       format('t.search like %L', '%' || replace(replace(replace(lower(x), '\', '\\'), '%', '\%'), '_', '\_') || '%'), ' and ')
     from unnest(texts) x))
    into keys using greatest(how_many, 1) + 1;
  return case when cardinality(keys) > greatest(how_many, 1) then null else coalesce(keys, '{}') end;
end
$$;
create or replace function private.found_keys(target text, query text, how_many integer) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  words text[] := array(
    select replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_')
    from regexp_split_to_table(lower(btrim(query)), '\s+') w where w <> '');
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
    private.bulk_key(target), target) into keys using lower(btrim(query)), how_many;
  return keys;
end
$$;

-- ---------------------------------------------------------------------------------------
-- What members wrote

-- A moderator takes out a telephone number, and pins; whose it is, how often it was seen and what a bot thought is not theirs.
create or replace trigger a_fixed before update on public.community_posts for each row
  execute function private.protect_columns('admin', 'id', 'user_id', 'version', 'bot_score', 'bot_category',
    'view_count', 'comment_count', 'reaction_count', 'report_count', 'edited_at', 'created_at');
create or replace trigger a_fixed before update on public.post_comments for each row
  execute function private.protect_columns('admin', 'id', 'user_id', 'post_id', 'parent_id', 'version', 'bot_score', 'bot_category',
    'report_count', 'edited_at', 'created_at');
create or replace trigger a_fixed before update on public.content_reports for each row
  execute function private.protect_columns('admin', 'id', 'reporter_id', 'post_id', 'comment_id', 'category', 'item_version',
    'decided_by', 'decided_at', 'created_at');
create or replace trigger a_fixed before update on public.profiles for each row
  execute function private.protect_columns('admin', 'id', 'email', 'onboarded_at', 'created_at');
create or replace trigger a_fixed before update on public.user_images for each row
  execute function private.protect_columns('admin', 'id', 'user_id', 'storage_path', 'created_at');

-- What a member does not see they neither answer nor report.
drop policy if exists "post_comments insert" on public.post_comments;
create policy "post_comments insert" on public.post_comments for insert to authenticated
  with check (user_id = (select auth.uid()) and state = 'pending' and not (select private.is_kept_from('writing'))
    and exists (select from public.community_posts p where p.id = post_id));
drop policy if exists "content_reports insert" on public.content_reports;
create policy "content_reports insert" on public.content_reports for insert to authenticated
  with check (reporter_id = (select auth.uid()) and state = 'open' and not (select private.is_kept_from('taking_part'))
    and (exists (select from public.community_posts p where p.id = post_id) or exists (select from public.post_comments c where c.id = comment_id)));

-- Who is suspended shows nothing new of themself either.
drop policy if exists "profiles update" on public.profiles;
create policy "profiles update" on public.profiles for update to authenticated
  using (id = (select auth.uid())
  or (select private.has_role('moderator')))
  with check ((id = (select auth.uid()) and not (select private.is_kept_from('taking_part')))
  or (select private.has_role('moderator')));

-- ---------------------------------------------------------------------------------------
-- Claims

create or replace function private.bound_claim() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.expires_at := least(new.expires_at, now() + interval '5 minutes');
  return new;
end
$$;
create or replace trigger a_bound before insert or update on public.moderation_claims
  for each row execute function private.bound_claim();
-- Taking a claim away is a takeover as much as putting one's own name on it; a decision that ends it is recorded itself.
create or replace trigger audit_taken after delete on public.moderation_claims
  for each row when (pg_trigger_depth() = 0 and old.expires_at > now() and old.moderator_id is distinct from auth.uid())
  execute function private.audit('log');

-- As in 025, but also by one severity and by how long it waits: what a view shows is what is claimed from it.
create or replace function public.claim_next(n integer default 10, filters jsonb default '{}', release_others boolean default false)
returns setof public.moderation_queue
language plpgsql security invoker set search_path = '' as $$
declare
  candidate record;
  taken uuid[] := '{}';
  free boolean;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators claim items.' using errcode = '42501';
  elsif n is null or n not between 1 and 100 then
    raise exception 'Claim between 1 and 100 items.' using errcode = '22023', detail = '{"field": "n"}';
  end if;
  if release_others then
    perform public.release_claims();
  end if;
  for candidate in
    select q.item_type, q.item_id from public.moderation_queue q
    where q.claimed_by is null
      and (filters ->> 'item_type' is null or q.item_type = filters ->> 'item_type')
      and (filters ->> 'why' is null or filters ->> 'why' = any (q.why))
      and (filters ->> 'top_category' is null or q.top_category = filters ->> 'top_category')
      and (filters ->> 'escalated' is null or q.escalated = (filters ->> 'escalated')::boolean)
      and (filters ->> 'min_priority' is null or q.priority >= (filters ->> 'min_priority')::numeric)
      and (filters ->> 'severity' is null or q.severity = (filters ->> 'severity')::integer)
      and (filters ->> 'waiting_after' is null or q.waiting_since > (filters ->> 'waiting_after')::timestamptz)
      and (filters ->> 'waiting_until' is null or q.waiting_since <= (filters ->> 'waiting_until')::timestamptz)
      and (filters ->> 'min_severity' is null or q.severity >= (filters ->> 'min_severity')::integer)
    order by q.priority desc, q.waiting_since, q.item_id
  loop
    -- Somebody who claims or decides at this moment holds the row: theirs, go on to the next.
    if candidate.item_type = 'post' then
      perform from public.community_posts p where p.id = candidate.item_id for update skip locked;
    else
      perform from public.post_comments c where c.id = candidate.item_id for update skip locked;
    end if;
    continue when not found;
    -- It was free when the list was read. Looked at again now that nobody else can take it.
    select not exists (
        select from public.moderation_claims c
        where (c.post_id = candidate.item_id or c.comment_id = candidate.item_id) and c.expires_at > now()
      ) and private.waiting_since(case candidate.item_type when 'post' then candidate.item_id end, case candidate.item_type when 'comment' then candidate.item_id end) is not null
      into free;
    continue when not free;
    if private.put_claim(case candidate.item_type when 'post' then candidate.item_id end, case candidate.item_type when 'comment' then candidate.item_id end, false) then
      taken := taken || candidate.item_id;
    end if;
    exit when cardinality(taken) >= n;
  end loop;
  return query select q.* from public.moderation_queue q where q.item_id = any (taken) order by q.priority desc, q.waiting_since, q.item_id;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Sanctions

-- As in 024, but who lifted it stays, too.
create or replace function private.only_lift() returns trigger
language plpgsql set search_path = '' as $$
begin
  if to_jsonb(new) - array['note', 'lifted_at', 'lifted_by', 'lifted_why', 'updated_at']
    is distinct from to_jsonb(old) - array['note', 'lifted_at', 'lifted_by', 'lifted_why', 'updated_at'] then
    raise exception 'A sanction is not changed. Lift it and impose another.' using errcode = '23514';
  elsif old.lifted_at is not null and (new.lifted_at, new.lifted_by, new.lifted_why) is distinct from (old.lifted_at, old.lifted_by, old.lifted_why) then
    raise exception 'It is lifted already.' using errcode = '23514';
  elsif old.lifted_at is null and new.lifted_why is not null and auth.uid() is not null then
    new.lifted_at := clock_timestamp();
    new.lifted_by := auth.uid();
  end if;
  return new;
end
$$;

-- What sanction_member asks holds however a person writes one.
create or replace function private.bound_sanction() returns trigger
language plpgsql set search_path = '' as $$
begin
  -- Who may impose none is told so by row security, not what is wrong with it.
  if current_user <> 'authenticated' or not (select private.has_role('moderator')) then
    return new;
  end if;
  if not exists (select from public.moderation_reasons r where r.code = new.reason_code and r.active and 'sanction' = any (r.decisions)) then
    raise exception 'This is not a reason for a sanction.' using errcode = '23514', detail = '{"field": "reason_code"}';
  elsif new.ends_at > now() + interval '366 days' then
    raise exception 'A sanction ends within a year, or not at all.' using errcode = '23514', detail = '{"field": "ends_at"}';
  end if;
  new.starts_at := now();
  new.created_by := auth.uid();
  return new;
end
$$;
create or replace trigger a_bound before insert on public.member_sanctions
  for each row execute function private.bound_sanction();

revoke all on function private.may_search(text), private.bound_claim(), private.bound_sanction() from public, anon, authenticated, service_role;
