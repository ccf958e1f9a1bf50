-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.claim_items(items jsonb, take_over boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  wanted record;
  earlier record;
  answers jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators claim items.' using errcode = '42501';
  elsif jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) > 100 then
    raise exception 'Claim 100 items at the most.' using errcode = '22023', detail = '{"field": "items"}';
  end if;
  for wanted in
    select distinct i.item_type, i.item_id, case i.item_type when 'post' then i.item_id end as post, case i.item_type when 'comment' then i.item_id end as comment
    from jsonb_to_recordset(items) i (item_type text, item_id uuid)
    where i.item_type in ('post', 'comment')
    order by 3, 4
  loop
    perform private.lock_item(wanted.post, wanted.comment);
    if not found then
      answers := answers || jsonb_build_object('item_type', wanted.item_type, 'item_id', wanted.item_id, 'result', 'gone');
      continue;
    end if;
    select c.moderator_id, c.expires_at, s.full_name into earlier
    from public.moderation_claims c join public.staff_members s on s.user_id = c.moderator_id
    where (c.post_id = wanted.post or c.comment_id = wanted.comment) and c.expires_at > now() and c.moderator_id <> auth.uid();
    if private.put_claim(wanted.post, wanted.comment, take_over) then
      answers := answers || jsonb_build_object('item_type', wanted.item_type, 'item_id', wanted.item_id, 'result', 'claimed', 'claimed_by', auth.uid(),
        'claimed_name', (select s.full_name from public.staff_members s where s.user_id = auth.uid()),
        'claim_expires_at', now() + interval '5 minutes', 'taken_from_name', earlier.full_name);
    else
      answers := answers || jsonb_build_object('item_type', wanted.item_type, 'item_id', wanted.item_id, 'result', 'held', 'claimed_by', earlier.moderator_id,
        'claimed_name', earlier.full_name, 'claim_expires_at', earlier.expires_at, 'taken_from_name', null);
    end if;
  end loop;
  return answers;
end
$function$;

comment on function public.claim_items(items jsonb, take_over boolean) is 'Claims these items: [{"item_type", "item_id"}]. take_over: also those that a colleague has, which is recorded.';

grant execute on function public.claim_items(items jsonb, take_over boolean) to authenticated;
