-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_closed(at timestamp with time zone, field text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform pg_advisory_xact_lock_shared(7302);
  if exists (select from public.billing_periods p where p.closed and p.month = date_trunc('month', at at time zone 'UTC')::date) then
    raise exception '% is closed, so nothing can be dated in it. An admin can open it again.', to_char(at at time zone 'UTC', 'FMMonth YYYY')
      using errcode = '23514', detail = jsonb_build_object('field', field)::text;
  end if;
end
$function$;

comment on function private.refuse_closed(at timestamp with time zone, field text) is 'Refuses what is dated in a closed month, and waits for whoever is just closing it.';
