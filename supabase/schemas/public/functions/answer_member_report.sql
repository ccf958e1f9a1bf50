-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.answer_member_report(report_id uuid, outcome text, answer text)
 RETURNS member_reports
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.answer_member_report(report_id, outcome, answer)
$function$;

comment on function public.answer_member_report(report_id uuid, outcome text, answer text) is 'Answers a report about a person or a conversation: upheld or dismissed, with what was found. Whoever reported is told the outcome, not by whom.';

grant execute on function public.answer_member_report(report_id uuid, outcome text, answer text) to authenticated;
