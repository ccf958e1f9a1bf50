-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.count_from_arrival()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], clock_timestamp()));
  return new;
end
$function$;

comment on function private.count_from_arrival() is 'Trigger: a moment that has not come yet becomes the one at which it was written.';
