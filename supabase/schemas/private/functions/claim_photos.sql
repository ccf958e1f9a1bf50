-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.claim_photos(items jsonb, take_over boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  wanted record;
  held record;
  me text := (select s.full_name from public.staff_members s where s.user_id = auth.uid());
  answer jsonb;
  answers jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators claim items.' using errcode = '42501';
  end if;
  for wanted in select distinct i.item_id from jsonb_to_recordset(items) i (item_id uuid) order by 1 loop
    answer := jsonb_build_object('item_type', 'photo', 'item_id', wanted.item_id);
    perform from public.user_images p where p.id = wanted.item_id for update;
    if not found then
      answers := answers || (answer || '{"result": "gone"}');
      continue;
    end if;
    delete from public.moderation_claims c where c.image_id = wanted.item_id and c.expires_at <= now();
    select c.id, c.moderator_id, c.expires_at, s.full_name into held
    from public.moderation_claims c join public.staff_members s on s.user_id = c.moderator_id where c.image_id = wanted.item_id;
    if held.id is not null and held.moderator_id <> auth.uid() and not coalesce(take_over, false) then
      answers := answers || (answer || jsonb_build_object('result', 'held', 'claimed_by', held.moderator_id, 'claimed_name', held.full_name,
        'claim_expires_at', held.expires_at, 'taken_from_name', null));
      continue;
    end if;
    insert into public.moderation_claims (image_id, moderator_id, claimed_at, expires_at) values (wanted.item_id, auth.uid(), now(), now() + interval '5 minutes')
    on conflict (image_id) do update set moderator_id = excluded.moderator_id, expires_at = excluded.expires_at;
    answers := answers || (answer || jsonb_build_object('result', 'claimed', 'claimed_by', auth.uid(), 'claimed_name', me,
      'claim_expires_at', now() + interval '5 minutes', 'taken_from_name', case when held.moderator_id <> auth.uid() then held.full_name end));
  end loop;
  return answers;
end
$function$;

comment on function private.claim_photos(items jsonb, take_over boolean) is 'Claims photos for the moderator who asks; answers what came of each. Behind the public function of its name.';

grant execute on function private.claim_photos(items jsonb, take_over boolean) to authenticated;
