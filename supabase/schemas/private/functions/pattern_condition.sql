-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.pattern_condition(operand text, operator text, plain text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case when m.part[1] = 'n' then format('(not %s %s %L or %1$s is null)', operand, m.verb, m.pattern)
    else format('%s %s %L', operand, m.verb, m.pattern) end
  from (
    select p.part, case p.part[3] when 's' then 'like' else 'ilike' end as verb,
      case p.part[2] when 'startswith' then '' else '%' end
        || regexp_replace(coalesce(plain, ''), '([\\%_])', '\\\1', 'g')
        || case p.part[2] when 'endswith' then '' else '%' end as pattern
    from regexp_match(operator, '^(n?)(contains|startswith|endswith)(s?)$') p (part)
    where p.part is not null
  ) m
$function$;

grant execute on function private.pattern_condition(operand text, operator text, plain text) to authenticated;
