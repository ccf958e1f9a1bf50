-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sweep_imports()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from public.import_rows r using public.imports i
  where i.id = r.import_id and (i.state <> 'open' or i.created_at < now() - interval '1 day');
  update public.imports set state = 'cancelled', finished_at = now()
  where state = 'open' and created_at < now() - interval '1 day';
  return null;
end
$function$;
