-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.lift_sanction(sanction_id uuid, why text)
 RETURNS member_sanctions
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  sanction public.member_sanctions;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators lift sanctions.' using errcode = '42501';
  end if;
  select * into sanction from public.member_sanctions s where s.id = sanction_id for update;
  if not found then
    raise exception 'There is no such sanction.' using errcode = 'P0002';
  elsif sanction.lifted_at is not null then
    raise exception '% has lifted it already.', coalesce((select m.full_name from public.staff_members m where m.user_id = sanction.lifted_by), 'Somebody')
      using errcode = 'PT409';
  elsif sanction.kind = 'warn' then
    perform private.raise_refusal('A warning cannot be lifted: the member has read it.', 'sanction_id');
  elsif sanction.ends_at <= now() then
    perform private.raise_refusal('It has ended by itself.', 'sanction_id');
  elsif btrim(coalesce(why, '')) = '' then
    perform private.raise_refusal('Say why.', 'why');
  end if;
  perform set_config('app.reason', btrim(why), true);
  update public.member_sanctions s set lifted_why = btrim(why), lifted_at = clock_timestamp(), lifted_by = auth.uid()
  where s.id = sanction.id returning * into sanction;
  return sanction;
end
$function$;

grant execute on function public.lift_sanction(sanction_id uuid, why text) to authenticated;
