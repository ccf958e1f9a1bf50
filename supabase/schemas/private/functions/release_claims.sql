-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.release_claims(items jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  released integer;
begin
  delete from public.moderation_claims c
  where c.id in (
    select o.id from public.moderation_claims o
    where o.moderator_id = auth.uid()
      and (items is null or coalesce(o.post_id, o.comment_id, o.image_id, o.appeal_id) in (select i.item_id from jsonb_to_recordset(items) i (item_id uuid)))
    order by o.id for update skip locked
  );
  get diagnostics released = row_count;
  return released;
end
$function$;

comment on function private.release_claims(items jsonb) is 'Gives back the moderator''s claims of these items, or all; answers how many. Behind the public function of its name.';

grant execute on function private.release_claims(items jsonb) to authenticated;
