-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bulk_lock(target text, filters jsonb, relations jsonb, expected bigint, key_column text, locking boolean)
 RETURNS text[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  keys text[];
  visible bigint;
  condition text := private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), relations);
begin
  execute format(
    'select coalesce(array_agg(key), ''{}'') from (select t.%I::text as key from public.%I t where %s order by t.%1$I %4$s) l',
    key_column, target, condition, case when locking then 'for no key update' else '' end) into keys;
  if cardinality(keys) = expected then
    return keys;
  end if;
  execute format('select count(*) from public.%I t where %s', target, condition) into visible;
  if visible <> expected then
    raise exception 'You confirmed % records, but % match now. Nothing was changed.', expected, visible
      using errcode = 'PT409', hint = 'Look at the list again and repeat what you meant.';
  end if;
  raise exception 'Your role does not allow this on all % records. Nothing was changed.', expected using errcode = '42501';
end
$function$;

grant execute on function private.bulk_lock(target text, filters jsonb, relations jsonb, expected bigint, key_column text, locking boolean) to authenticated;
