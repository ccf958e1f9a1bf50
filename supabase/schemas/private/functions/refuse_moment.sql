-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_moment()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'Give a moment between 1970 and 2200.' using errcode = '22023', detail = jsonb_build_object('field', tg_argv[0])::text;
end
$function$;

comment on function private.refuse_moment() is 'Trigger: refuses a moment beyond what charts count; only rows with such a one come to it.';
