-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.proration(old_minor bigint, new_minor bigint, starts timestamp with time zone, ends timestamp with time zone, at timestamp with time zone)
 RETURNS TABLE(unused_minor bigint, charged_minor bigint)
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select coalesce((private.shares(old_minor, w.weights))[2], 0), coalesce((private.shares(new_minor, w.weights))[2], 0)
  from (select array[extract(epoch from least(greatest(at, starts), ends)) - extract(epoch from starts), extract(epoch from ends) - extract(epoch from least(greatest(at, starts), ends))]::numeric[] as weights) w
$function$;

comment on function private.proration(old_minor bigint, new_minor bigint, starts timestamp with time zone, ends timestamp with time zone, at timestamp with time zone) is 'What is left of a period at that moment, of the old amount and of the new one. Used and unused add up to exactly the whole.';
