-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.alike(image uuid)
 RETURNS TABLE(id uuid, user_id uuid, distance integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select o.id, o.user_id, case when o.checksum = i.checksum then 0 else bit_count((o.phash # i.phash)::bit(64))::integer end
  from public.user_images i
  join public.user_images o on o.user_id <> i.user_id
    and (o.checksum = i.checksum or private.quarters(o.phash) && private.quarters(i.phash) and bit_count((o.phash # i.phash)::bit(64)) <= 6)
  where i.id = image and (select private.has_role('moderator'))
$function$;

comment on function private.alike(image uuid) is 'Photos of other members that are the same file (distance 0) or look nearly the same.';

grant execute on function private.alike(image uuid) to authenticated;
