-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lift_sanction(sanction_id uuid, why text, bring_back boolean, expected integer)
 RETURNS member_sanctions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  sanction public.member_sanctions;
  item record;
  entry public.moderation_decisions;
  answer jsonb;
  back integer;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators lift sanctions.' using errcode = '42501';
  end if;
  -- The member before the sanction, as sanction_member locks them.
  perform from public.profiles p where p.id = (select s.member_id from public.member_sanctions s where s.id = lift_sanction.sanction_id) for update;
  select * into sanction from public.member_sanctions s where s.id = lift_sanction.sanction_id for update;
  if not found then
    raise exception 'There is no such sanction.' using errcode = 'PT404';
  elsif sanction.lifted_at is not null then
    raise exception '% has lifted it already.', coalesce((select m.full_name from public.staff_members m where m.user_id = sanction.lifted_by), 'Somebody')
      using errcode = 'PT409';
  elsif sanction.kind = 'warn' then
    perform private.raise_refusal('A warning cannot be lifted: the member has read it.', 'sanction_id');
  elsif sanction.ends_at <= now() then
    perform private.raise_refusal('It has ended by itself.', 'sanction_id');
  elsif private.said(why) is null then
    perform private.raise_refusal('Say why.', 'why');
  end if;
  perform private.set_context('reason', btrim(why)), private.set_context('operation', gen_random_uuid()::text);
  if bring_back then
    perform private.locked_item(h.post_id, h.comment_id) from (select * from private.hidden_by(sanction.id) x order by x.post_id, x.comment_id) h;
    select count(*) into back from private.hidden_by(sanction.id);
    if back <> expected then
      raise exception 'You confirmed that % items come back, but it would be % now. Nothing was done.', expected, back using errcode = 'PT409';
    end if;
    for item in select * from private.hidden_by(sanction.id) loop
      entry := null;
      entry.post_id := item.post_id;
      entry.comment_id := item.comment_id;
      entry.decision := 'undo';
      entry.undoes_id := item.decision_id;
      entry.version_seen := 1;
      entry.note := btrim(why);
      entry.client_key := gen_random_uuid();
      entry.sanction_id := sanction.id;
      entry.over_claim := true;
      answer := private.try_decision(entry);
      if answer ->> 'result' <> 'applied' then
        perform private.raise_refusal(answer ->> 'why', answer ->> 'field');
      end if;
    end loop;
  end if;
  update public.member_sanctions s set lifted_why = btrim(why), lifted_at = clock_timestamp(), lifted_by = auth.uid()
  where s.id = sanction.id returning * into sanction;
  perform private.set_context('reason', ''), private.set_context('operation', '');
  return sanction;
end
$function$;

comment on function private.lift_sanction(sanction_id uuid, why text, bring_back boolean, expected integer) is 'Ends a sanction with the reason, and brings back what it hid where that is asked. Behind the public function of its name.';

grant execute on function private.lift_sanction(sanction_id uuid, why text, bring_back boolean, expected integer) to authenticated;
