-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.recreate_record(target text, entry bigint, reason text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
    raise exception 'This entry of the history does not exist, or you may not see it.' using errcode = 'PT404';
  elsif audited.before is null then
    raise exception 'This was erased for good: nothing is left to bring back.' using errcode = '23514';
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
  perform private.set_context('reason', concat_ws(': ', 'Brought back after it was deleted', private.said(reason))), private.set_context('door', 'restore');
  execute format(
    'insert into public.%1$I as t (%2$s) select %2$s from jsonb_populate_record(null::public.%1$I, $1) returning to_jsonb(t)',
    target, names) into row_now using audited.before;
  perform private.set_context('door', '');
  return row_now;
end
$function$;

comment on function public.recreate_record(target text, entry bigint, reason text) is 'Adds a deleted record again, with the values and the key it had. What was deleted along with it stays deleted.';

grant execute on function public.recreate_record(target text, entry bigint, reason text) to authenticated;
