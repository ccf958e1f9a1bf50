-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lift_suppression(suppression uuid, why text)
 RETURNS outreach_suppressions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  lifted public.outreach_suppressions;
begin
  if not (select private.has_role('admin')) then
    raise exception 'Only admins may lift a suppression.' using errcode = '42501';
  elsif char_length(coalesce(private.visible_text(private.said(why)), '')) < 3 then
    raise exception 'Say why it is lifted.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  select * into lifted from public.outreach_suppressions s where s.id = suppression for update;
  if not found then
    raise exception 'This suppression does not exist.' using errcode = 'PT404';
  elsif lifted.lifted_at is not null then
    raise exception 'This suppression was lifted already.' using errcode = 'PT409';
  end if;
  perform private.set_context('door', 'lift'), private.set_context('reason', btrim(why));
  update public.outreach_suppressions s set lifted_at = clock_timestamp(), lifted_by = auth.uid(), lift_reason = left(btrim(why), 1000)
  where s.id = suppression returning s.* into lifted;
  perform private.set_context('door', '');
  delete from private.suppressed_keys k where k.suppression_id = suppression;
  return lifted;
end
$function$;

comment on function private.lift_suppression(suppression uuid, why text) is 'Lifts a suppression with the reason, for admins. Behind the public function of its name.';

grant execute on function private.lift_suppression(suppression uuid, why text) to authenticated;
