-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_photo()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  until constant timestamptz := private.photo_stays_until(old.id);
begin
  -- That somebody reported a member is not for the member to know.
  if until = 'infinity' then
    raise exception 'Moderators look at this photo: it stays until they have decided.' using errcode = '23514';
  elsif until is not null then
    raise exception 'This photo was rejected, and may be objected to until %: it stays until then.', to_char(until at time zone 'UTC', 'YYYY-MM-DD') using errcode = '23514';
  end if;
  return old;
end
$function$;

comment on function private.keep_photo() is 'Trigger: a photo that somebody still has to judge, or may have to, is not deleted. With the member it goes.';
