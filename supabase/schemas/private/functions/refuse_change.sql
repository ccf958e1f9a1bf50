-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'audit_log' and coalesce(private.context('door'), '') = 'erase' then
    return new;
  end if;
  raise exception 'The % is append-only: its rows are never changed or removed.', replace(tg_table_name, '_', ' ')
    using errcode = '42501';
end
$function$;

comment on function private.refuse_change() is 'Trigger: what was written stays.';
