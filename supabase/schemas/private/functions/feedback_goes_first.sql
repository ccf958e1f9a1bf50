-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.feedback_goes_first()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from public.match_feedback f where f.match_id = old.id;
  return old;
end
$function$;

comment on function private.feedback_goes_first() is 'Trigger: what was said of a match is deleted before the match is, for the charts count it by when the match was made.';
