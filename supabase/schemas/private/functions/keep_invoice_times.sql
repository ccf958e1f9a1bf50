-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_invoice_times()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  column_name text;
begin
  if current_user <> 'authenticated' then
    return new;
  end if;
  foreach column_name in array array['issued_at', 'paid_at', 'closed_at'] loop
    -- guard_invoice says more of that.
    continue when column_name = 'issued_at' and tg_op = 'UPDATE' and old.state <> 'draft';
    if to_jsonb(new) -> column_name is distinct from coalesce(to_jsonb(old) -> column_name, 'null') then
      raise exception 'The database notes the time itself: "%" is not written by hand.', replace(column_name, '_', ' ')
        using errcode = '23514', detail = jsonb_build_object('field', column_name)::text;
    end if;
  end loop;
  return new;
end
$function$;
