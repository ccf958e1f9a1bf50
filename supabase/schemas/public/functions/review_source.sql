-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.review_source(source_id uuid, allowed boolean, note text)
 RETURNS lead_sources
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.review_source(source_id, allowed, note) $function$;

comment on function public.review_source(source_id uuid, allowed boolean, note text) is 'Notes that somebody read a source''s terms and robots.txt, and whether they let us read it. Only then it is run.';

grant execute on function public.review_source(source_id uuid, allowed boolean, note text) to authenticated;
