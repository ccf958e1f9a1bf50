-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_sanctions()
 RETURNS TABLE(kind text, reason text, message text, starts_at timestamp with time zone, ends_at timestamp with time zone, active boolean)
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_setting('transaction_read_only') = 'off' then
    perform private.end_own_suspension();
  end if;
  return query select * from private.own_sanctions();
end
$function$;

comment on function public.my_sanctions() is 'The signed-in member''s own sanctions, newest first: what, why, from when until when.';

grant execute on function public.my_sanctions() to authenticated;
