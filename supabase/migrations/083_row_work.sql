-- 081 row work
-- What triggers and generated columns do for each row, done with less: measured on bulk changes and imports, where it was
-- most of the time. What comes out is the same.

-- In PL/pgSQL, which keeps its plans for the session; an SQL function that cannot be inlined plans anew in each statement.
create or replace function private.folded(value text) returns text
language plpgsql immutable strict parallel safe set search_path = '' as $$
begin
  return case when octet_length(value) = char_length(value) then lower(value)
    else translate(replace(replace(replace(replace(
      lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]', '', 'g')),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øłđðıħŧς', 'olddihtσ')
  end;
end
$$;
create or replace function private.folded_texts(names text[], texts text[]) returns jsonb
language plpgsql immutable strict parallel safe set search_path = '' as $$
declare
  result jsonb := '{}';
begin
  for at in 1 .. coalesce(array_length(names, 1), 0) loop
    if texts[at] is not null then
      result := result || jsonb_build_object(names[at], private.folded(texts[at]));
    end if;
  end loop;
  return result;
end
$$;

-- The others that triggers and policies call for each row: nothing but the language is another. None of them could be
-- inlined, since each sets its search path.
create or replace function private.has_role(wanted text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.roles && array[wanted, 'admin']
  );
end
$$;
create or replace function private.has_any_role(wanted text[]) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.roles && (wanted || array['admin'])
  );
end
$$;
create or replace function private.is_staff() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.roles <> '{}'
  );
end
$$;
create or replace function private.may_import(target text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from private.import_rules r where r.table_name = target and private.has_any_role(r.roles));
end
$$;
create or replace function private.setting(wanted text) returns numeric
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select s.value from public.moderation_settings s where s.code = wanted);
end
$$;
create or replace function private.is_suspended(member uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from public.member_sanctions s where s.member_id = member and s.kind = 'suspend' and private.is_running(s));
end
$$;
create or replace function private.import_text(column_name text, written text) returns text
language plpgsql immutable security definer set search_path = '' as $$
begin
  return nullif(coalesce(case when column_name = 'email' then private.mail_address(written) end,
    private.lower_case(private.visible_text(written))), '');
end
$$;
create or replace function private.duplicate_key(words text) returns text
language plpgsql immutable cost 1000 set search_path = '' as $$
begin
  return md5(regexp_replace(lower(words), '[^[:alpha:]]+', '', 'g'));
end
$$;
create or replace function private.excerpt(words text) returns text
language plpgsql immutable cost 1000 set search_path = '' as $$
begin
  return left(regexp_replace(left(words, 400), '\s+', ' ', 'g'), 200);
end
$$;
create or replace function private.plain_text(written text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return ' ' || btrim(regexp_replace(
    case when octet_length(written) = char_length(written) then lower(written) else translate(private.folded(private.visible_text(written)),
      'аеорсухіјѕԁԛԝһӏкгѵмтвьн'
      'οαρεικτυχγηωνϲϳ'
      'ıɑɡǀʏҽёոօսհզքյ'
      'АВЕКМНОРСТУХІЈЅӀ'
      'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'
      '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙',
      'aeopcyxijsdqwhlkrvmtbbh'
      'oapeiktuxynwvcj'
      'iagiyeenouhqfj'
      'abekmhopctyxijsl'
      'abezhikmnoptyx'
      '01234567890123456789012345678901234567890123456789') end,
    '[\s[:punct:]$+<=>^`|~‘’“”„«»‹›–—…·•¿¡。、，：；！？€£¥₿]+', ' ', 'g')) || ' ';
end
$$;
create or replace function private.keys_of_suppression(s public.outreach_suppressions) returns text[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return case s.kind
    when 'address' then array['mail:' || private.mail_key(s.email)]
    when 'domain' then array['domain:' || case when s.subdomains then '.' else '' end || s.email]
    when 'person' then array(select k.key from private.lead_keys k where k.lead_id = s.lead_id)
    else '{}' end;
end
$$;
create or replace function private.item_signals(kind text, item uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    with this as (
      select p.user_id, p.created_at, concat_ws(' ', coalesce(v.title, p.title), coalesce(v.body, p.body)) as words, coalesce(v.body, p.body) as body
      from public.community_posts p left join public.content_versions v on v.post_id = p.id and v.version = p.pending_version
      where item_signals.kind = 'post' and p.id = item_signals.item
      union all
      select c.user_id, c.created_at, coalesce(v.body, c.body), coalesce(v.body, c.body)
      from public.post_comments c left join public.content_versions v on v.comment_id = c.id and v.version = c.pending_version
      where item_signals.kind = 'comment' and c.id = item_signals.item
    ), found as (
      select coalesce(w.signal, 'watched') as factor, string_agg(w.pattern, ', ' order by w.severity desc, w.pattern) as patterns, count(*) as hits,
        max(w.severity) as severity, bool_or(w.effect = 'hold') as hold
      from this t, private.words_in(t.words) w group by 1
    ), copies as (
      select count(*) as items, count(distinct s.author_id) as authors from this t, private.same_text(t.body, t.user_id) s
    )
    select coalesce(jsonb_agg(jsonb_build_object('factor', s.factor, 'label', s.label, 'value', s.value, 'points', s.points, 'hold', s.hold) order by s.points desc, s.factor), '[]')
    from (
      select f.factor, format(case f.factor when 'money' then 'Speaks of money: %s' when 'messenger' then 'Leads to another messenger: %s'
          when 'payment_link' then 'A way to pay: %s' else 'Watched words: %s' end, f.patterns) as label, f.hits as value,
        least(10, 1.5 * f.severity + f.hits) as points, f.hold
      from found f
      union all
      select 'same_text', format(case c.authors when 1 then 'The same text by another member, in %2$s' else 'The same text by %1$s other members, in %2$s' end, c.authors,
        case c.items when 1 then 'one place' else c.items || ' places' end), c.items, least(12, 6 + 2 * c.authors), false
      from copies c where c.items > 0
      union all
      select 'young_account', case when t.created_at - p.created_at < interval '1 day' then 'Written on the day of joining'
        else format('Written %s days after joining', extract(day from t.created_at - p.created_at)) end, extract(day from t.created_at - p.created_at), 4, false
      from this t join public.profiles p on p.id = t.user_id
      where t.created_at >= p.created_at and t.created_at - p.created_at < make_interval(days => private.setting('young_account_days')::integer)
    ) s);
end
$$;
create or replace function private.report_counts(report public.content_reports) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return report.state = 'open' and (
    not exists (
      select from public.content_reports j
      where coalesce(j.post_id, j.comment_id) = coalesce(report.post_id, report.comment_id) and j.item_version = report.item_version
        and j.category = report.category and j.state = 'dismissed')
    or (
      select count(distinct j.reporter_id) from public.content_reports j
      where (j.post_id = report.post_id or j.comment_id = report.comment_id) and j.item_version = report.item_version
        and j.category = report.category and j.state = 'open') >= private.setting('reporters_to_reopen'));
end
$$;

-- The columns that differ, before and after, are found in one pass.
create or replace function private.audit() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  person uuid := auth.uid();
  before_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  after_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  row_now jsonb := coalesce(after_row, before_row);
  changed_columns text[] := '{}';
  staff public.staff_members;
begin
  if person is not null then
    select * into staff from public.staff_members s where s.user_id = person;
  end if;
  -- Tables that machines and members write ('log') are recorded when staff insert, and on every change.
  if tg_op = 'INSERT' and tg_argv[0] = 'log' and staff.user_id is null then
    return null;
  end if;

  if tg_op = 'UPDATE' then
    select array_agg(a.key order by a.key), jsonb_object_agg(a.key, before_row -> a.key), jsonb_object_agg(a.key, a.value)
      into changed_columns, before_row, after_row
    from jsonb_each(after_row) a
    where a.value is distinct from before_row -> a.key and a.key not in ('search', 'folded', 'sort_name', 'updated_at');
    if changed_columns is null then
      return null;
    end if;
  else
    before_row := before_row - array['search', 'folded', 'sort_name', 'updated_at'];
    after_row := after_row - array['search', 'folded', 'sort_name', 'updated_at'];
  end if;

  insert into public.audit_log
    (actor_id, actor_name, actor_kind, actor_roles, action, table_name, record_id, record_label, changed, before, after, reason, operation_id)
  values (
    person,
    case
      when staff.full_name is not null then staff.full_name
      when person is not null then 'A member'
      when auth.role() = 'service_role' then 'The service'
      else 'The system'
    end,
    case when person is not null then 'person' when auth.role() = 'service_role' then 'service' else 'system' end,
    case when staff.active then staff.roles else '{}' end,
    lower(tg_op),
    tg_table_name,
    coalesce(row_now ->> 'id', row_now ->> 'user_id'),
    left(coalesce(
      row_now ->> 'name', row_now ->> 'title', row_now ->> 'full_name', row_now ->> 'display_name',
      row_now ->> 'number', row_now ->> 'email', row_now ->> 'label', row_now ->> 'subject'), 120),
    changed_columns,
    before_row,
    after_row,
    left(nullif(current_setting('app.reason', true), ''), 1000),
    nullif(current_setting('app.operation', true), '')::uuid
  );
  return null;
end
$$;

-- The suppressions of a lead by their keys: joined, all of them were read for each lead once the plan was an old one.
create or replace function private.keep_objection() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  keys text[];
  suppressions uuid[];
begin
  if tg_op = 'UPDATE' and old.consent = 'objected' and new.consent <> 'objected' and coalesce(current_setting('app.door', true), '') not in ('consent', 'merge') then
    if coalesce(current_setting('app.import', true), '') = '' then
      raise exception 'This person has objected to being written to. Only consent that they give anew takes that back, once the suppression is lifted.'
        using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    new.consent := 'objected';
  end if;
  if tg_op = 'UPDATE' and coalesce(current_setting('app.import', true), '') <> '' then
    new.state := old.state;
  end if;
  if new.consent = 'objected' or tg_op = 'UPDATE'
    and (new.email, new.phone, new.handle, new.profile_url, new.consent) is not distinct from (old.email, old.phone, old.handle, old.profile_url, old.consent) then
    return new;
  end if;
  keys := private.lookup_keys(private.contact_keys(new.email, new.phone, new.handle, new.profile_url, new.country), new.email);
  suppressions := array(select k.suppression_id from private.suppressed_keys k where k.key = any (keys));
  if suppressions <> '{}' and exists (select from public.outreach_suppressions s
    where s.id = any (suppressions) and s.reason in ('unsubscribed', 'objected', 'complained', 'legal') and s.kind <> 'domain') then
    new.consent := 'objected';
  end if;
  return new;
end
$$;

-- By the match, or by the two members: one condition for both cases reads all matches for each row.
create or replace function private.name_matches() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  named uuid[];
begin
  if tg_table_name = 'matches' then
    named := array[new.id];
  else
    named := array(select m.id from public.matches m where m.user_a = new.id union select m.id from public.matches m where m.user_b = new.id);
  end if;
  insert into public.match_names (match_id, search)
    select m.id, a.search || ' ' || b.search
    from public.matches m
    join public.profiles a on a.id = m.user_a
    join public.profiles b on b.id = m.user_b
    where m.id = any (named)
    on conflict (match_id) do update set search = excluded.search;
  return null;
end
$$;
