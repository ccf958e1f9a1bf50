-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.choose_single_keys(single_keys boolean)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into public.staff_preferences (user_id, single_keys) values (auth.uid(), coalesce(choose_single_keys.single_keys, true))
  on conflict (user_id) do update set single_keys = excluded.single_keys
$function$;

comment on function public.choose_single_keys(single_keys boolean) is 'The signed-in person chooses whether single keys do something, on every computer.';

grant execute on function public.choose_single_keys(single_keys boolean) to authenticated;
