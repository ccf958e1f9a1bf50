-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.raise_conflict(kind text, why text, facts jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception '%', why using errcode = 'PT409', detail = (jsonb_build_object('kind', kind) || facts)::text;
end
$function$;

grant execute on function private.raise_conflict(kind text, why text, facts jsonb) to authenticated;
