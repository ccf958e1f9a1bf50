-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_problems(sequence outreach_sequences)
 RETURNS void
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  problems constant jsonb := private.sequence_problems(sequence);
begin
  if problems <> '[]' then
    raise exception '%', (select string_agg(p ->> 'words', ' ' order by n) from jsonb_array_elements(problems) with ordinality e (p, n) where n <= 4)
      using errcode = '23514', detail = jsonb_build_object('field', 'state', 'problems', problems)::text;
  end if;
end
$function$;

comment on function private.refuse_problems(sequence outreach_sequences) is 'Refuses a sequence with what keeps it from being activated, in words.';
