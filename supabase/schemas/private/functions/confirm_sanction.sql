-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.confirm_sanction(sanction_id uuid)
 RETURNS member_sanctions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  sanction public.member_sanctions;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators confirm sanctions.' using errcode = '42501';
  end if;
  -- The member before the sanction, as lift_sanction locks them.
  perform from public.profiles p where p.id = (select s.member_id from public.member_sanctions s where s.id = confirm_sanction.sanction_id) for update;
  select * into sanction from public.member_sanctions s where s.id = confirm_sanction.sanction_id for update;
  if not found then
    raise exception 'There is no such sanction.' using errcode = 'PT404';
  elsif not sanction.permanent_asked or sanction.confirmed_by is not null then
    perform private.raise_refusal('There is nothing to confirm.', 'sanction_id');
  elsif sanction.created_by = auth.uid() then
    raise exception 'Whoever imposed it does not confirm it, too.' using errcode = '42501';
  elsif not private.is_running(sanction) then
    perform private.raise_refusal('It is over.', 'sanction_id');
  end if;
  update public.member_sanctions s set confirmed_by = auth.uid(), confirmed_at = clock_timestamp(), ends_at = null
  where s.id = sanction.id returning * into sanction;
  return sanction;
end
$function$;

comment on function private.confirm_sanction(sanction_id uuid) is 'Confirms a suspension without an end that another moderator imposed. Behind the public function of its name.';

grant execute on function private.confirm_sanction(sanction_id uuid) to authenticated;
