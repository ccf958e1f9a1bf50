-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.acts_between(kind text, since timestamp with time zone, until timestamp with time zone)
 RETURNS SETOF private.acts
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  return query select * from private.acts a where a.what = kind and a.at >= since and a.at < until;
end
$function$;

comment on function private.acts_between(kind text, since timestamp with time zone, until timestamp with time zone) is 'The acts of a kind between two moments, from the rows; planned for just these.';
