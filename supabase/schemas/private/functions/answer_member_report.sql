-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.answer_member_report(report_id uuid, outcome text, answer text)
 RETURNS member_reports
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  report public.member_reports;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators answer reports.' using errcode = '42501';
  elsif outcome is null or outcome not in ('upheld', 'dismissed') then
    raise exception 'A report is upheld or dismissed.' using errcode = '22023', detail = '{"field": "outcome"}';
  elsif btrim(coalesce(answer_member_report.answer, '')) = '' then
    perform private.raise_refusal('Say what you found, for colleagues.', 'answer');
  end if;
  select * into report from public.member_reports r where r.id = report_id for update;
  if not found then
    raise exception 'There is no such report.' using errcode = 'P0002';
  elsif auth.uid() in (report.reporter_id, report.member_id) then
    raise exception 'Nobody answers a report of their own, or about themselves.' using errcode = '42501';
  elsif report.state <> 'open' then
    raise exception '% has answered it already: %.', (select s.full_name from public.staff_members s where s.user_id = report.decided_by), report.state using errcode = 'PT409';
  end if;
  update public.member_reports r set state = outcome, answer = btrim(answer_member_report.answer), decided_by = auth.uid(), decided_at = clock_timestamp()
  where r.id = report.id returning * into report;
  insert into public.member_notices (member_id, kind, what, facts)
  values (report.reporter_id, 'report', outcome, case outcome
    when 'upheld' then 'Thank you. What you reported broke our rules, and we have done something about it.'
    else 'We have looked at what you reported. It is within our rules.' end);
  return report;
end
$function$;

grant execute on function private.answer_member_report(report_id uuid, outcome text, answer text) to authenticated;
