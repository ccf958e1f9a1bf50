-- 026 restore
-- Values out of the history: put back into a record, or a deleted record brought back. Either is one more change,
-- checked and recorded as any other, with the reason.

-- The type of a table's column, as it is written in SQL.
create or replace function private.column_type(target text, name text) returns text
language sql stable set search_path = '' as $$
  select pg_catalog.format_type(a.atttypid, a.atttypmod)
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', target)) and a.attname = name and a.attnum > 0 and not a.attisdropped
$$;

create or replace function public.restore_record(
  target text, record text, version timestamptz, entry bigint, side text, fields text[], reason text default null
) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  key_column text := private.bulk_key(target);
  key_type text := private.column_type(target, key_column);
  audited public.audit_log;
  earlier jsonb;
  assignments text;
  row_now jsonb;
begin
  select * into audited from public.audit_log a
  where a.id = entry and a.table_name = target and a.record_id = record;
  if not found then
    raise exception 'This entry of the history does not exist, or you may not see it.' using errcode = 'P0002';
  end if;
  select coalesce(jsonb_object_agg(v.key, v.value), '{}') into earlier
  from jsonb_each(case side when 'before' then audited.before when 'after' then audited.after end) v
  where v.key = any (fields);
  assignments := private.check_changes(target, earlier, key_column);

  execute format('select to_jsonb(t) from public.%I t where t.%I = $1::%s for update', target, key_column, key_type)
    into row_now using record;
  if row_now is null then
    execute format('select to_jsonb(t) from public.%I t where t.%I = $1::%s', target, key_column, key_type)
      into row_now using record;
    if row_now is null then
      raise exception 'This record does not exist any more.' using errcode = 'P0002';
    end if;
    raise exception 'Your role does not allow this change. The record is as it was.' using errcode = '42501';
  end if;
  if (row_now ->> 'updated_at')::timestamptz is distinct from version then
    raise exception 'Somebody changed this record after you opened it. Nothing was restored.' using errcode = 'PT409',
      hint = 'Look at what would change now, and repeat it if it still applies.';
  end if;

  perform set_config('app.reason', concat_ws(': ', 'Restored from the history', nullif(btrim(reason), '')), true);
  execute format(
    'update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $1) n where t.%3$I = $2::%4$s returning to_jsonb(t)',
    target, assignments, key_column, key_type) into row_now using earlier, record;
  if row_now is null then
    raise exception 'Your role does not allow this change. The record is as it was.' using errcode = '42501';
  end if;
  return row_now;
end
$$;
comment on function public.restore_record(text, text, timestamptz, bigint, text, text[], text) is
  'Sets these columns to what they were before or after an entry of the record''s history, if the record still is of this version. Answers the record.';

create or replace function public.recreate_record(target text, entry bigint, reason text default null) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  key_column text := private.bulk_key(target);
  key_type text := private.column_type(target, key_column);
  audited public.audit_log;
  names text;
  is_there boolean;
  row_now jsonb;
begin
  select * into audited from public.audit_log a
  where a.id = entry and a.table_name = target and a.action = 'delete';
  if not found then
    raise exception 'This entry of the history does not exist, or you may not see it.' using errcode = 'P0002';
  end if;
  execute format('select exists (select from public.%I t where t.%I = $1::%s)', target, key_column, key_type)
    into is_there using audited.record_id;
  if is_there then
    raise exception 'This record is there again already.' using errcode = 'PT409';
  end if;
  -- What the database computes or numbers itself, and what this person may not set, is left to the database.
  select string_agg(format('%I', a.attname), ', ') into names
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', target)) and a.attnum > 0 and not a.attisdropped
    and a.attgenerated = '' and a.attidentity <> 'a' and audited.before ? a.attname
    and has_column_privilege(a.attrelid, a.attnum, 'insert');
  if names is null then
    raise exception 'Your role does not allow this. Nothing was brought back.' using errcode = '42501';
  end if;
  perform set_config('app.reason', concat_ws(': ', 'Brought back after it was deleted', nullif(btrim(reason), '')), true);
  execute format(
    'insert into public.%1$I as t (%2$s) select %2$s from jsonb_populate_record(null::public.%1$I, $1) returning to_jsonb(t)',
    target, names) into row_now using audited.before;
  return row_now;
end
$$;
comment on function public.recreate_record(text, bigint, text) is
  'Adds a deleted record again, with the values and the key it had. What was deleted along with it stays deleted.';

revoke all on function
  private.column_type(text, text),
  public.restore_record(text, text, timestamptz, bigint, text, text[], text),
  public.recreate_record(text, bigint, text)
  from public, anon, authenticated, service_role;
grant execute on function
  private.column_type(text, text),
  public.restore_record(text, text, timestamptz, bigint, text, text[], text),
  public.recreate_record(text, bigint, text)
  to authenticated;
