-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_taken_away()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  part text;
begin
  if current_user not in ('authenticated', 'service_role') then
    return new;
  end if;
  foreach part in array array['bio', 'occupation', 'pronouns'] loop
    if to_jsonb(new) ->> part is distinct from to_jsonb(old) ->> part and private.was_taken_away(new.id, part, to_jsonb(new) ->> part) then
      raise exception 'These words were removed from this profile. Whoever finds that wrong may object to it.' using errcode = '23514', detail = jsonb_build_object('field', part)::text;
    end if;
  end loop;
  return new;
end
$function$;

comment on function private.keep_taken_away() is 'Trigger: words that were removed from a profile do not come back as they were.';
