-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.claim_appeals(items jsonb, take_over boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  wanted uuid;
  held record;
  answer jsonb;
  answers jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators claim items.' using errcode = '42501';
  end if;
  for wanted in select distinct i.item_id from jsonb_to_recordset(items) i (item_id uuid) order by 1 loop
    answer := jsonb_build_object('item_type', 'appeal', 'item_id', wanted);
    perform from public.moderation_appeals a where a.id = wanted and a.state = 'open' for update;
    if not found then
      answers := answers || (answer || '{"result": "gone"}');
      continue;
    end if;
    delete from public.moderation_claims c where c.appeal_id = wanted and c.expires_at <= now();
    select c.id, c.moderator_id, c.expires_at, s.full_name into held
    from public.moderation_claims c join public.staff_members s on s.user_id = c.moderator_id where c.appeal_id = wanted;
    if held.id is not null and held.moderator_id <> auth.uid() and not coalesce(take_over, false) then
      answers := answers || (answer || jsonb_build_object('result', 'held', 'claimed_by', held.moderator_id, 'claimed_name', held.full_name,
        'claim_expires_at', held.expires_at, 'taken_from_name', null));
      continue;
    end if;
    insert into public.moderation_claims (appeal_id, moderator_id, claimed_at, expires_at) values (wanted, auth.uid(), now(), now() + interval '5 minutes')
    on conflict (appeal_id) do update set moderator_id = excluded.moderator_id, expires_at = excluded.expires_at;
    answers := answers || (answer || jsonb_build_object('result', 'claimed', 'claimed_by', auth.uid(),
      'claimed_name', (select s.full_name from public.staff_members s where s.user_id = auth.uid()), 'claim_expires_at', now() + interval '5 minutes',
      'taken_from_name', case when held.moderator_id <> auth.uid() then held.full_name end));
  end loop;
  return answers;
end
$function$;

comment on function private.claim_appeals(items jsonb, take_over boolean) is 'Claims objections for the moderator who asks, so that two do not answer one; answers what came of each. Behind the public function of its name.';

grant execute on function private.claim_appeals(items jsonb, take_over boolean) to authenticated;
