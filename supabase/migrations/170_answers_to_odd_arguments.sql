-- 170 answers_to_odd_arguments
-- Functions that a person calls answered odd arguments with what the database says to itself, or worked for minutes:
-- a search of 200,000 signs took a minute and a half. A filter's value is read as its column's type before it is used.

create or replace function private.check_reads(value text, of_type text, column_name text) returns void language plpgsql stable set search_path = '' as $$
begin
  execute format('select %L::%s', value, of_type);
exception when data_exception or datetime_field_overflow or numeric_value_out_of_range or invalid_text_representation then
  raise exception '“%” is no value of %.', left(value, 60), column_name using errcode = '22023';
end
$$;
comment on function private.check_reads(text, text, text) is 'Refuses in words what a column could not hold.';
revoke execute on function private.check_reads(text, text, text) from public;
grant execute on function private.check_reads(text, text, text) to authenticated, service_role;

create or replace function private.filter_condition(target text, filter jsonb, relations jsonb DEFAULT '{}'::jsonb, source text DEFAULT 't'::text, depth integer DEFAULT 0)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  operator text := filter ->> 'operator';
  value jsonb := filter -> 'value';
  field text := filter ->> 'field';
  plain text := filter ->> 'value';
  many text[];
  has_null boolean;
  relation jsonb;
  step text[];
  of_type text;
  array_type text;
  operand text;
  parts text[];
  column_name text;
begin
  -- Nobody writes so many groups inside one another; some thousands would exhaust the stack.
  if depth > 32 then
    raise exception 'These filters are nested too deep: 32 groups inside one another are the most.' using errcode = '22023';
  end if;
  if operator in ('and', 'or') then
    select array_agg(private.filter_condition(target, part, relations, source, depth + 1)) into parts from jsonb_array_elements(value) part;
    return coalesce('(' || array_to_string(parts, format(' %s ', operator)) || ')', 'true');
  end if;

  -- A dot inside a JSON path is none between tables.
  if split_part(field, '->', 1) like '%.%' then
    relation := relations -> split_part(field, '.', 1);
    if relation is null then
      raise exception 'There is no relation "%" to filter by.', split_part(field, '.', 1) using errcode = '22023';
    end if;
    return format('exists (select from public.%I r where r.%I = %I.%I and %s)',
      relation ->> 'table', relation ->> 'key', source, relation ->> 'column',
      private.filter_condition(relation ->> 'table', filter || jsonb_build_object('field', substr(field, strpos(field, '.') + 1)), '{}', 'r', depth + 1));
  end if;

  column_name := split_part(field, '->', 1);
  of_type := private.type_of_column(target, column_name);
  operand := format('%I.%I', source, coalesce(column_name, ''));
  if of_type is null then
    -- What is computed of a row stands for a column, as in PostgREST.
    of_type := private.type_of_computed(target, column_name);
    operand := format('public.%I(%I)', coalesce(column_name, ''), source);
  end if;
  if of_type is null then
    raise exception 'There is no column "%" to filter by.', column_name using errcode = '22023';
  end if;
  for step in select regexp_matches(substr(field, char_length(column_name) + 1), '(->>?)(\w+)', 'g') loop
    operand := operand || step[1] || case when step[2] ~ '^\d+$' then step[2] else quote_literal(step[2]) end;
    of_type := case step[1] when '->>' then 'text' else 'jsonb' end;
  end loop;
  if operand like '%->%' then
    operand := '(' || operand || ')';
  end if;
  array_type := of_type || '[]';

  if operator in ('in', 'nin', 'ina', 'nina', 'between', 'nbetween') then
    value := case when jsonb_typeof(value) = 'array' then value when plain is null then '[]' else jsonb_build_array(value) end;
    select coalesce(array_agg(e) filter (where e is not null), '{}'), coalesce(bool_or(e is null), false)
      into many, has_null from jsonb_array_elements_text(value) e;
  end if;
  if operator ~ '(contains|startswith|endswith)s?$' and of_type not in ('text', 'character varying', 'name') then
    raise exception 'The column "%" holds no text to search in.', column_name using errcode = '22023';
  elsif operator in ('ina', 'nina') and of_type !~ '(\[\]|^jsonb)$' or operator in ('in', 'nin') and of_type like '%[]' then
    raise exception 'The column "%" holds % value, so "%" says nothing of it.', column_name, case when of_type like '%[]' then 'more than one' else 'one' end, operator using errcode = '22023';
  elsif operator in ('eq', 'eqs', 'ne', 'nes', 'gt', 'gte', 'lt', 'lte') and plain is not null then
    perform private.check_reads(plain, of_type, column_name);
  elsif operator in ('in', 'nin') then
    perform private.check_reads(many::text, array_type, column_name);
  elsif operator in ('ina', 'nina') then
    perform private.check_reads(many::text, of_type, column_name);
  elsif operator in ('between', 'nbetween') then
    perform private.check_reads(b.bound, of_type, column_name) from (values (value ->> 0), (value ->> 1)) b (bound) where b.bound <> '';
  end if;
  if operator in ('between', 'nbetween') then
    -- An empty end does not bound.
    select array_agg(format(b.test, operand, b.bound, of_type)) into parts
    from (values (value ->> 0, case operator when 'between' then '%s >= %L::%s' else '%s < %L::%s' end),
      (value ->> 1, case operator when 'between' then '%s <= %L::%s' else '%s > %L::%s' end)) b (bound, test)
    where b.bound <> '';
  end if;
  return case
    when operator in ('eq', 'eqs') then case when plain is null then operand || ' is null' else format('%s = %L::%s', operand, plain, of_type) end
    when operator in ('ne', 'nes') then case when plain is null then operand || ' is not null' else format('%s is distinct from %L::%s', operand, plain, of_type) end
    when operator = 'gt' then format('%s > %L::%s', operand, plain, of_type)
    when operator = 'gte' then format('%s >= %L::%s', operand, plain, of_type)
    when operator = 'lt' then format('%s < %L::%s', operand, plain, of_type)
    when operator = 'lte' then format('%s <= %L::%s', operand, plain, of_type)
    when operator = 'null' then operand || ' is null'
    when operator = 'nnull' then operand || ' is not null'
    when operator = 'in' then
      case when has_null then format('(%s = any (%L::%s) or %1$s is null)', operand, many, array_type) else format('%s = any (%L::%s)', operand, many, array_type) end
    when operator = 'nin' then
      case when has_null then format('(%s <> all (%L::%s) and %1$s is not null)', operand, many, array_type)
        when many = '{}' then 'true'
        else format('(%s <> all (%L::%s) or %1$s is null)', operand, many, array_type) end
    when operator in ('ina', 'nina') and many = '{}' then 'true'
    when operator = 'ina' then format('%s @> %L::%s', operand, many, of_type)
    when operator = 'nina' then format('(not %s @> %L::%s or %1$s is null)', operand, many, of_type)
    when operator = 'between' then coalesce('(' || array_to_string(parts, ' and ') || ')', 'true')
    when operator = 'nbetween' then coalesce(format('(%s or %s is null)', array_to_string(parts, ' or '), operand), 'true')
    else coalesce(private.pattern_condition(operand, operator, plain), private.unknown_operator(operator))
  end;
end
$function$;
-- No name is longer, and what is compared grows with every sign.
create or replace function private.closest_keys(target text, query text, how_many integer)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  keys text[];
begin
  if char_length(left(btrim(query), 200)) < 4 or how_many < 1 or not (select private.may_search(target)) then
    return '{}';
  end if;
  perform set_config('pg_trgm.word_similarity_threshold', '0.5', true);
  execute format(
    'select coalesce(array_agg(key order by closeness desc, key), ''{}'') from (
       select t.%1$I::text as key, extensions.word_similarity($1, t.search) as closeness
       from public.%2$I t where $1 operator(extensions.<%%) t.search order by closeness desc, key limit $2) c',
    private.bulk_key(target), target) into keys using private.folded(left(btrim(query), 200)), how_many;
  return keys;
end
$function$;
create or replace function private.found_keys(target text, query text, how_many integer)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  words text[] := array(
    select regexp_replace(w, '([\\%_])', '\\\1', 'g')
    from regexp_split_to_table(private.folded(left(btrim(query), 200)), '\s+') w where w <> '');
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
$function$;
create or replace function public.enrol_lead(lead_id uuid, sequence_id uuid)
 RETURNS sequence_enrollments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  enrollment public.sequence_enrollments;
begin
  insert into public.sequence_enrollments (sequence_id, lead_id) values (enrol_lead.sequence_id, enrol_lead.lead_id) returning * into enrollment;
  return enrollment;
exception when not_null_violation or foreign_key_violation then
  raise exception 'This lead or sequence does not exist any more.' using errcode = 'P0002';
when unique_violation then
  raise exception 'This lead is or was in this sequence already.' using errcode = '23514';
end
$function$;
create or replace function private.note_photo(image_id uuid, checksum text, phash bigint)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  known text;
begin
  if current_setting('role', true) <> 'service_role' and not (select private.has_role('moderator')) then
    raise exception 'Only moderators and workers note what a picture is.' using errcode = '42501';
  end if;
  if checksum !~ '^[0-9a-f]{64}$' then
    raise exception 'A checksum is 64 signs of 0 to 9 and a to f.' using errcode = '22023';
  end if;
  update public.user_images i set checksum = note_photo.checksum, phash = note_photo.phash where i.id = note_photo.image_id and i.checksum is null;
  select i.checksum into known from public.user_images i where i.id = note_photo.image_id;
  if known <> note_photo.checksum then
    raise exception 'This file is another than the one that was noted.' using errcode = 'PT409', detail = '{"kind": "edited"}';
  end if;
  return known;
end
$function$;
create or replace function private.suppress_lead(lead_id uuid, kind text, note text)
 RETURNS outreach_suppressions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  lead public.leads;
  keys text[];
  suppression public.outreach_suppressions;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may suppress a lead.' using errcode = '42501';
  end if;
  if not coalesce(kind in ('unsubscribed', 'objected', 'complained', 'hard_bounce', 'legal', 'manual'), false) then
    raise exception 'There is no such reason to suppress a person.' using errcode = '22023';
  end if;
  select * into lead from public.leads l where l.id = suppress_lead.lead_id;
  if not found then
    raise exception 'This lead does not exist any more.' using errcode = 'P0002';
  end if;
  keys := array(select k.key from private.lead_keys k where k.lead_id = lead.id);
  if keys = '{}' then
    raise exception 'There is nothing to suppress: no email address, no phone, handle or profile.' using errcode = '23514';
  elsif exists (select from private.suppressions_of(keys, lead.email) s where s.reason = suppress_lead.kind and s.kind <> 'domain') then
    raise exception 'This person is suppressed already, for the same reason.' using errcode = '23514';
  end if;
  suppression := private.suppress_person(lead, kind, 'lead', note);
  if suppression.id is null then
    raise exception 'This person is suppressed already, for the same reason.' using errcode = '23514';
  end if;
  return suppression;
end
$function$;
create or replace function public.scrape_failures(days integer DEFAULT 30)
 RETURNS TABLE(fingerprint text, kind text, message text, runs bigint, sources bigint, first_at timestamp with time zone, last_at timestamp with time zone, regressed boolean, run_ids uuid[], retryable uuid[])
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with failed as (
    select r.*, lag(r.queued_at) over (partition by r.error_fingerprint order by r.queued_at) as earlier
    from public.scrape_runs r where r.error_fingerprint is not null and r.state in ('failed', 'partial') and r.queued_at > now() - greatest(0, least(days, 365)) * interval '1 day'
  )
  select f.error_fingerprint, min(f.error_kind), (array_agg(f.error_message order by f.queued_at desc))[1], count(*), count(distinct f.source_id), min(f.queued_at), max(f.queued_at),
    -- Gone for a week, and back.
    coalesce(bool_or(f.queued_at - f.earlier > interval '7 days' and f.queued_at > now() - interval '7 days'), false),
    (array_agg(f.id order by f.queued_at desc))[:100],
    -- The last run of each source, where that is one of these: what a retry would run.
    array_agg(f.id) filter (where not exists (select from public.scrape_runs n where n.source_id = f.source_id and n.queued_at > f.queued_at))
  from failed f group by f.error_fingerprint order by max(f.queued_at) desc
$function$;
create or replace function private.reply_inbox(view text, mood text, older_than interval, most integer)
 RETURNS TABLE(item_type text, item_id uuid, title text, author_name text, version integer, decision_seen bigint, subject text, excerpt text, received_at timestamp with time zone, sentiment text, intent text, lead_id uuid, lead_state text, owner_id uuid, owner_name text, is_mine boolean, claimed_by uuid, claimed_name text, claimed_mine boolean, handled_at timestamp with time zone, handled_name text, handling_note text, waiting bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may read replies.' using errcode = '42501';
  end if;
  return query
    select 'reply', r.id, coalesce(l.full_name, 'Lead that is gone'), coalesce(l.full_name, ''), 0,
      (select max(d.id) from private.reply_decisions d where d.response_id = r.id), r.subject, left(r.body, 160), r.received_at,
      r.sentiment, r.intent, l.id, l.state, l.owner_id, o.full_name, l.owner_id = auth.uid(), c.staff_id, s.full_name, c.staff_id = auth.uid(),
      r.handled_at, h.full_name, r.handling_note, count(*) over ()
    from public.outreach_responses r left join public.leads l on l.id = r.lead_id left join public.staff_members o on o.user_id = l.owner_id
    left join private.reply_claims c on c.response_id = r.id and c.expires_at > now() left join public.staff_members s on s.user_id = c.staff_id
    left join public.staff_members h on h.user_id = r.handled_by
    where case view when 'done' then r.handled_at is not null else r.handled_at is null end
      and (view <> 'mine' or l.owner_id = auth.uid())
      and (mood is null or r.sentiment = mood)
      and (older_than is null or r.received_at < now() - greatest(interval '0', least(older_than, interval '100 years')))
    -- Who wants to leave or to come is first, then who has waited longest.
    order by case when view = 'done' then r.handled_at end desc,
      case r.intent when 'unsubscribe' then 0 when 'interested' then 1 when 'question' then 1 when 'out_of_office' then 3 else 2 end, r.received_at, r.id
    limit greatest(0, least(coalesce(most, 200), 200));
end
$function$;
