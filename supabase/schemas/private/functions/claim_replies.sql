-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.claim_replies(items jsonb, take_over boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  wanted uuid;
  held private.reply_claims;
  taken_from text;
  answers jsonb := '[]';
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth works on replies.' using errcode = '42501';
  end if;
  for wanted in select (i ->> 'item_id')::uuid from jsonb_array_elements(items) i order by 1 loop
    taken_from := null;
    perform from public.outreach_responses r where r.id = wanted and r.handled_at is null for update;
    if not found then
      answers := answers || jsonb_build_object('item_type', 'reply', 'item_id', wanted, 'result', 'gone', 'claimed_name', null, 'taken_from_name', null);
      continue;
    end if;
    select * into held from private.reply_claims c where c.response_id = wanted;
    if held.response_id is not null and held.expires_at > now() and held.staff_id <> auth.uid() then
      select s.full_name into taken_from from public.staff_members s where s.user_id = held.staff_id;
      if not coalesce(take_over, false) then
        answers := answers || jsonb_build_object('item_type', 'reply', 'item_id', wanted, 'result', 'held', 'claimed_name', taken_from, 'taken_from_name', null);
        continue;
      end if;
    end if;
    insert into private.reply_claims (response_id, staff_id, expires_at) values (wanted, auth.uid(), now() + interval '5 minutes')
    on conflict (response_id) do update set staff_id = excluded.staff_id, expires_at = excluded.expires_at,
      claimed_at = case when reply_claims.staff_id = excluded.staff_id then reply_claims.claimed_at else now() end;
    answers := answers || jsonb_build_object('item_type', 'reply', 'item_id', wanted, 'result', 'claimed',
      'claimed_name', (select s.full_name from public.staff_members s where s.user_id = auth.uid()), 'taken_from_name', taken_from);
  end loop;
  return answers;
end
$function$;

comment on function private.claim_replies(items jsonb, take_over boolean) is 'Claims replies for the person who asks; answers what came of each. Behind the public function of its name.';

grant execute on function private.claim_replies(items jsonb, take_over boolean) to authenticated;
