-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.restore_record(target text, record text, version timestamp with time zone, entry bigint, side text, fields text[], reason text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
    raise exception 'This entry of the history does not exist, or you may not see it.' using errcode = 'PT404';
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
      raise exception 'This record does not exist any more.' using errcode = 'PT404';
    end if;
    raise exception 'Your role does not allow this change. The record is as it was.' using errcode = '42501';
  end if;
  if (row_now ->> 'updated_at')::timestamptz is distinct from version then
    raise exception 'Somebody changed this record after you opened it. Nothing was restored.' using errcode = 'PT409',
      hint = 'Look at what would change now, and repeat it if it still applies.';
  end if;

  perform private.set_context('reason', concat_ws(': ', 'Restored from the history', private.said(reason)));
  execute format(
    'update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $1) n where t.%3$I = $2::%4$s returning to_jsonb(t)',
    target, assignments, key_column, key_type) into row_now using earlier, record;
  if row_now is null then
    raise exception 'Your role does not allow this change. The record is as it was.' using errcode = '42501';
  end if;
  return row_now;
end
$function$;

comment on function public.restore_record(target text, record text, version timestamp with time zone, entry bigint, side text, fields text[], reason text) is 'Sets these columns to what they were before or after an entry of the record''s history, if the record still is of this version. Answers the record.';

grant execute on function public.restore_record(target text, record text, version timestamp with time zone, entry bigint, side text, fields text[], reason text) to authenticated;
