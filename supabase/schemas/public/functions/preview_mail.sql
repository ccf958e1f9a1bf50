-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.preview_mail(step_id uuid, lead_id uuid DEFAULT NULL::uuid, subject text DEFAULT NULL::text, preview_text text DEFAULT NULL::text, body text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select private.preview_mail(step_id, lead_id, subject, preview_text, body) $function$;

comment on function public.preview_mail(step_id uuid, lead_id uuid, subject text, preview_text text, body text) is 'A step as a lead would get it, of the texts given or else as it is saved; without a lead as somebody enrolled would.';

grant execute on function public.preview_mail(step_id uuid, lead_id uuid, subject text, preview_text text, body text) to authenticated;
