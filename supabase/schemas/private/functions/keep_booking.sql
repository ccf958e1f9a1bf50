-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_booking()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  loose constant text[] := array['user_id', 'recorded_by', 'issued_by', 'changed_by', 'payment_method_id', 'updated_at'];
begin
  if tg_op = 'DELETE' then
    raise exception 'What was booked is never removed; another booking answers it.' using errcode = '42501';
  end if;
  if tg_table_name = 'payments' then
    new.allocated_minor := (select coalesce(sum(p.amount_minor), 0) from public.invoice_payments p where p.payment_id = new.id)
      + (select coalesce(sum(e.amount_minor), 0) from public.credit_entries e where e.payment_id = new.id and e.kind = 'overpayment')
      + (select coalesce(sum(r.amount_minor - r.from_credit_minor), 0) from public.refunds r where r.payment_id = new.id);
    new.refunded_minor := (select coalesce(sum(r.amount_minor), 0) from public.refunds r where r.payment_id = new.id);
    if new.user_id is not null and old.user_id is null then
      return new; -- whose payment it is was found out
    end if;
  end if;
  -- Generated columns are not there yet in `new`.
  if exists (
    select from jsonb_each(to_jsonb(new)) n
    where n.key <> all (coalesce(tg_argv, '{}')) and n.key not in ('search', 'folded') and n.value is distinct from to_jsonb(old) -> n.key
      and not (n.key = any (loose) and (n.value = 'null' or n.key = 'updated_at'))
  ) then
    raise exception 'What was booked is never changed; another booking answers it.' using errcode = '42501';
  end if;
  return new;
end
$function$;

comment on function private.keep_booking() is 'Trigger: what was booked is neither changed nor deleted, save that whose it was may be forgotten; a payment''s sums are worked out anew.';
