-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.activity_step(what text)
 RETURNS interval
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case when what in ('game', 'article', 'read') then interval '1 day' else interval '15 minutes' end
$function$;

comment on function private.activity_step(what text) is 'Over which time acts are summed: what has many parts is asked for by range only, not day by day.';
