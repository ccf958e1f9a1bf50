-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.activity_levels(what text)
 RETURNS integer[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case when what = 'session' then array[1440, 240, 30] when what = 'writing' then array[1440, 240]
    when what in ('game', 'article', 'read') then array[23040, 5760] else '{}' end
$function$;

comment on function private.activity_levels(what text) is 'Over how many minutes bits say who did it, the most first; rare acts need no small pieces, since what is left at the edges comes from the rows.';
