-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_sanction(member uuid, kind text, days integer, hide_pending boolean)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators impose sanctions.' using errcode = '42501';
  elsif not exists (select from public.profiles p where p.id = member) then
    raise exception 'This member does not exist any more.' using errcode = 'PT404';
  elsif kind is null or kind not in ('warn', 'mute', 'suspend') then
    raise exception 'A sanction is a warning, a mute or a suspension.' using errcode = '22023', detail = '{"field": "kind"}';
  elsif kind = 'warn' and days is not null then
    perform private.raise_refusal('A warning has no end.', 'days');
  elsif kind = 'mute' and days is null then
    perform private.raise_refusal('Say for how many days.', 'days');
  elsif days not between 1 and 365 then
    perform private.raise_refusal('Choose between 1 and 365 days.', 'days');
  elsif kind = 'warn' and hide_pending then
    perform private.raise_refusal('A warning changes nothing that the member wrote.', 'hide_pending');
  end if;
end
$function$;

comment on function private.check_sanction(member uuid, kind text, days integer, hide_pending boolean) is 'Refuses sanctions out of bounds.';

grant execute on function private.check_sanction(member uuid, kind text, days integer, hide_pending boolean) to authenticated;
