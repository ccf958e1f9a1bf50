-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.answer_second_look(look_id uuid, verdict text, reason_code text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.answer_second_look(look_id, verdict, reason_code)
$function$;

comment on function public.answer_second_look(look_id uuid, verdict text, reason_code text) is 'What a second look finds: fine, hide or remove, with a reason. Answers with what was decided, by whom, and whether both agree; changes nothing about the item.';

grant execute on function public.answer_second_look(look_id uuid, verdict text, reason_code text) to authenticated;
