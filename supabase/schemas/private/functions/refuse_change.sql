-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'The % is append-only: its rows are never changed or removed.', replace(tg_table_name, '_', ' ')
    using errcode = '42501';
end
$function$;
