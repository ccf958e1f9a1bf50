-- A name is kept without the quotes and signs that a file or a program put around it, since mails greet people by it. What a
-- lead cost is still known after it was deleted or erased.

create or replace function private.plain_name(written text) returns text
language plpgsql immutable strict set search_path = '' as $$
declare
  unseen constant text := E'[\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufffc\\ufffd]+';
  spaces constant text := E'[\\s\\u0001-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u2800\\u3000]+';
  doubles constant text := E'["\\u201c\\u201d\\u201e\\u201f\\u00ab\\u00bb\\u2033\\u2036\\u275d\\u275e\\u301d-\\u301f\\uff02\\u300c-\\u300f\\u2039\\u203a]';
  singles constant text := E'[''`\\u00b4\\u2018-\\u201b\\uff07\\u275b\\u275c]';
  name text := btrim(regexp_replace(regexp_replace(written, unseen, '', 'g'), spaces, ' ', 'g'));
  inner_part text;
begin
  loop
    inner_part := btrim(regexp_replace(name, '^(' || doubles || '|\s)+|(' || doubles || '|\s)+$', '', 'g'));
    -- A nickname in quotes at either end is a part of the name.
    if inner_part = name or inner_part ~ doubles then
      inner_part := case when name ~ ('^' || singles || '.+' || singles || '$') then btrim(substr(name, 2, length(name) - 2)) else name end;
    end if;
    exit when inner_part is not distinct from name;
    name := inner_part;
  end loop;
  return name;
end
$$;
comment on function private.plain_name(text) is 'A name on one line, without spaces, signs that nobody sees, or quotes around the whole of it.';

create or replace function private.first_name(full_name text) returns text
language sql immutable set search_path = '' as $$
  with given as (
    -- "Weber, Anna" is Anna, and a title is no name.
    select regexp_replace(case when full_name ~ '^[^,]+,\s*[^,\s][^,]*$' and split_part(full_name, ',', 2) !~* '^\s*(jr|sr|ph\.?d|m\.?d|mba|esq|msc|bsc|ma|ba|i+v?)\.?\s*$'
        then split_part(full_name, ',', 2) else full_name end,
      '^\s*((dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|frau|herr|mme|mlle|ing|dipl|mag)\.?\s+)+(?=\S)', '', 'i') as name
  )
  select nullif(btrim(private.plain_name(split_part(btrim(g.name), ' ', 1)), ','), '') from given g
$$;
comment on function private.first_name(text) is 'How a mail greets somebody of this name.';
revoke all on function private.plain_name(text), private.first_name(text) from public, anon, authenticated, service_role;

create or replace function private.clean_names() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.full_name := private.plain_name(new.full_name);
  new.city := nullif(private.plain_name(new.city), '');
  return new;
end
$$;
comment on function private.clean_names() is 'Trigger: names and cities are kept without what a file or a program put around them.';
revoke all on function private.clean_names() from public, anon, authenticated, service_role;
create trigger clean_names before insert or update of full_name, city on public.leads for each row execute function private.clean_names();

update public.leads l set full_name = l.full_name, city = l.city
where private.plain_name(l.full_name) not in (l.full_name, '') or private.plain_name(l.city) is distinct from l.city;

create or replace function private.merge_value(field text, lead public.leads, sequence public.outreach_sequences, token uuid) returns text
language sql stable security definer set search_path = '' as $$
  select nullif(btrim(case field
    when 'first_name' then private.first_name(lead.full_name)
    when 'full_name' then lead.full_name
    when 'city' then lead.city
    when 'country' then lead.country
    -- On one line, also where it stands in a subject.
    when 'headline' then regexp_replace(lead.headline, E'[\\s\\u0001-\\u001f\\u0085\\u2028\\u2029]+', ' ', 'g')
    when 'interest' then regexp_replace(lead.interests[1], E'[\\s\\u0001-\\u001f\\u0085\\u2028\\u2029]+', ' ', 'g')
    when 'source' then (select s.name from public.lead_sources s where s.id = lead.source_id)
    when 'postal_address' then sequence.postal_address
    when 'sender_name' then sequence.from_name
    when 'unsubscribe_url' then (select m.value || token from private.merge_fields m where m.name = 'unsubscribe_url')
    else (select m.value from private.merge_fields m where m.name = field) end), '')
$$;

-- Cost per qualified lead
alter table private.departed_leads add column scrape_run_id uuid references public.scrape_runs (id) on delete set null;
create index departed_leads_run_idx on private.departed_leads (scrape_run_id);
comment on column private.departed_leads.scrape_run_id is 'The run that brought it, whose cost it is still a part of.';
update private.departed_leads d set scrape_run_id = r.id
from public.audit_log a join public.scrape_runs r on r.id::text = a.before ->> 'scrape_run_id'
where a.table_name = 'leads' and a.action = 'delete' and a.record_id = d.lead_id::text;

create or replace function private.lead_departs() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  door constant text := coalesce(current_setting('app.door', true), '');
begin
  if door = 'merge' then
    return old;
  end if;
  update public.email_sends s set state = 'skipped', reason = 'The lead was deleted' where s.lead_id = old.id and s.state = 'queued';
  update public.sequence_enrollments e set state = 'stopped', stop_reason = 'The lead was deleted' where e.lead_id = old.id and e.state in ('active', 'paused');
  insert into private.departed_leads (lead_id, source_id, scrape_run_id, found_at, qualified_at, contacted_at, replied_at, converted_at, relations)
  values (case when door <> 'erase' then old.id end, old.source_id, old.scrape_run_id, old.found_at, old.qualified_at, old.contacted_at, old.replied_at, old.converted_at,
    case when door = 'erase' then '{}' else jsonb_build_object(
      'enrollments', (select coalesce(jsonb_agg(e.id), '[]') from public.sequence_enrollments e where e.lead_id = old.id),
      'sends', (select coalesce(jsonb_agg(s.id), '[]') from public.email_sends s where s.lead_id = old.id),
      'replies', (select coalesce(jsonb_agg(r.id), '[]') from public.outreach_responses r where r.lead_id = old.id),
      'consents', (select coalesce(jsonb_agg(c.id), '[]') from public.lead_consents c where c.lead_id = old.id)) end);
  return old;
end
$$;

create or replace function private.qualified_of(run_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select (select count(l.qualified_at) from public.leads l where l.scrape_run_id = run_id)
    + (select count(d.qualified_at) from private.departed_leads d where d.scrape_run_id = run_id)
  where (select private.has_role('growth'))
$$;
comment on function private.qualified_of(uuid) is 'How many of the leads that a run brought were qualified since, those included that were deleted or erased.';
revoke all on function private.qualified_of(uuid) from public, anon, authenticated, service_role;
grant execute on function private.qualified_of(uuid) to authenticated;

create or replace function public.source_costs(from_date date, to_date date, time_zone text default 'UTC')
returns table (source_id uuid, currency text, cost_minor bigint, qualified bigint)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  perform private.check_range(from_date, to_date, time_zone), private.bounded_day(from_date), private.bounded_day(to_date);
  if to_date - from_date > 100 then
    raise exception 'At most 100 days at a time.' using errcode = '22023', detail = '{"field": "from_date"}';
  end if;
  return query
  -- Of the same runs, so that those that do not say what they cost make no lead cheaper.
  select r.source_id, r.currency, sum(r.cost_minor)::bigint, coalesce(sum(private.qualified_of(r.id)), 0)::bigint
  from public.scrape_runs r
  where r.cost_minor is not null and r.currency is not null
    and r.queued_at >= from_date::timestamp at time zone time_zone and r.queued_at < (to_date + 1)::timestamp at time zone time_zone
  group by r.source_id, r.currency;
end
$$;
