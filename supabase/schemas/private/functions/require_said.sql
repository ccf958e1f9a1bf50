-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.require_said()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.need(private.said(to_jsonb(new) ->> tg_argv[0]) is not null, tg_argv[1], tg_argv[0]);
  return new;
end
$function$;

comment on function private.require_said() is 'For a trigger: refuses a row whose column, the first argument, says nothing that can be read; the second is what the person reads.';
