-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.answer_member_report(report_id uuid, outcome text, answer text, client_key uuid DEFAULT NULL::uuid)
 RETURNS member_reports
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.answer_member_report(report_id, outcome, answer, client_key)
$function$;

comment on function public.answer_member_report(report_id uuid, outcome text, answer text, client_key uuid) is 'Answers a report about a person or a conversation: upheld or dismissed, with what was found. Whoever reported is told the outcome, not by whom. The same client_key again answers what it did the first time.';

grant execute on function public.answer_member_report(report_id uuid, outcome text, answer text, client_key uuid) to authenticated;
