-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.readable_record(target text, record text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  key text := case target when 'staff_members' then 'user_id' else 'id' end;
  key_type text;
  found jsonb;
begin
  select pg_catalog.format_type(a.atttypid, null) into key_type
  from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relname = target and c.relkind = 'r' and a.attname = key and not a.attisdropped;
  if key_type is null then
    return null;
  end if;
  execute format('select to_jsonb(t) from public.%I t where t.%I = $1::%s', target, key, key_type) into found using record;
  return found;
exception when insufficient_privilege or invalid_text_representation or numeric_value_out_of_range then
  -- A table that is not for this person, or what is no key of it.
  return null;
end
$function$;

comment on function private.readable_record(target text, record text) is 'The record with this key as the signed-in person may read it, by the row security of its own table; null where they may not.';

grant execute on function private.readable_record(target text, record text) to authenticated;
grant execute on function private.readable_record(target text, record text) to service_role;
