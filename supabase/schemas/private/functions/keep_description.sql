-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_description()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.state <> 'pending' and current_user in ('authenticated', 'service_role') then
    raise exception 'It was judged with its description. Put the photo up again to describe it anew.' using errcode = '42501', detail = '{"field": "alt_text"}';
  end if;
  new.version := old.version + 1;
  return new;
end
$function$;

comment on function private.keep_description() is 'Trigger: the description of a photo changes only while nobody has judged it, and then as another version.';
