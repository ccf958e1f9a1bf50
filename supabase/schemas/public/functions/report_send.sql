-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.report_send(id bigint, event text, at timestamp with time zone DEFAULT NULL::timestamp with time zone, provider_id text DEFAULT NULL::text, detail text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.report_send(id, event, at, provider_id, detail) $function$;

comment on function public.report_send(id bigint, event text, at timestamp with time zone, provider_id text, detail text) is 'Workers only: what became of a mail. sending asks once more before it goes ({"go"}); sent, delivered, opened, clicked, bounced, complained and failed are kept. Told twice, it counts once.';

grant execute on function public.report_send(id bigint, event text, at timestamp with time zone, provider_id text, detail text) to service_role;
