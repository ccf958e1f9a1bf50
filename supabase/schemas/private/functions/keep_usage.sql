-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_usage()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  sides text[];
begin
  if tg_op <> 'DELETE' then
    sides := sides || 'select n.*, 1 as sign from new_rows n'::text;
  end if;
  if tg_op <> 'INSERT' then
    sides := sides || 'select o.*, -1 as sign from old_rows o'::text;
  end if;
  execute private.adding_use(array_to_string(sides, ' union all '));
  return null;
end
$function$;

comment on function private.keep_usage() is 'Trigger: keeps the sums of use right, by period and by plan and band.';
