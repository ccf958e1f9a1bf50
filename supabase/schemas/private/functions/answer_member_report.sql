-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.answer_member_report(report_id uuid, outcome text, answer text, client_key uuid)
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
  elsif private.said(answer_member_report.answer) is null then
    perform private.raise_refusal('Say what you found, for colleagues.', 'answer');
  end if;
  select * into report from public.member_reports r where r.id = report_id for update;
  if not found then
    raise exception 'There is no such report.' using errcode = 'PT404';
  elsif auth.uid() in (report.reporter_id, report.member_id) then
    raise exception 'Nobody answers a report of their own, or about themselves.' using errcode = '42501';
  elsif report.state <> 'open' then
    -- Sent before, and the answer was lost on its way.
    if report.state = outcome and report.decided_by = auth.uid() and report.client_key = answer_member_report.client_key then
      return report;
    end if;
    raise exception '%', format('%s has answered it already: %s, saying “%s”.', (select s.full_name from public.staff_members s where s.user_id = report.decided_by),
      report.state, report.answer) using errcode = 'PT409';
  end if;
  update public.member_reports r set state = outcome, answer = btrim(answer_member_report.answer), decided_by = auth.uid(), decided_at = clock_timestamp(),
    client_key = answer_member_report.client_key
  where r.id = report.id returning * into report;
  insert into public.member_notices (member_id, kind, what, member_report_id, rule_code, object_until, facts)
  values (report.reporter_id, 'report', outcome, report.id, case outcome when 'dismissed' then report.category end,
    case outcome when 'dismissed' then report.decided_at + make_interval(months => private.setting('months_to_object')::integer) end, case outcome
    when 'upheld' then 'Thank you. What you reported broke our rules, and we have done something about it.'
    else 'We have looked at what you reported. It is within our rules.' end);
  return report;
end
$function$;

comment on function private.answer_member_report(report_id uuid, outcome text, answer text, client_key uuid) is 'Upholds or dismisses a report about a member or a conversation, with what was found, for colleagues; whoever reported is told which. Behind the public function of its name.';

grant execute on function private.answer_member_report(report_id uuid, outcome text, answer text, client_key uuid) to authenticated;
