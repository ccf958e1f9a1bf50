-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- A generated column is not there yet in `new`.
  new.change_twelfths := case when new.state in ('active', 'past_due') then new.recurring_minor * case new.billing_interval when 'month' then 12 else 1 end else 0 end
    - coalesce((select p.mrr_twelfths from public.subscription_periods p where p.subscription_id = new.subscription_id and p.n < new.n order by p.n desc limit 1), 0);
  return new;
end
$function$;

comment on function private.note_change() is 'Trigger: by how much recurring revenue moves with a step of a subscription.';
