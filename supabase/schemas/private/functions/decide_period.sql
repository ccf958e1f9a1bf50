-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.decide_period(decision text, of_month date, reason text, seen text)
 RETURNS billing_periods
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  period public.billing_periods;
  start constant date := date_trunc('month', of_month::timestamp)::date;
  drawn jsonb;
begin
  perform private.require_finance();
  -- Whatever is dated in a month waits for this lock, so what is drawn under it is what is locked.
  perform pg_advisory_xact_lock(7302);
  if decision = 'close' then
    if start + interval '1 month' > now() at time zone 'UTC' then
      perform private.refuse_invoice('This month is not over yet.', 'month');
    elsif exists (select from public.billing_periods p where p.month = start and p.closed) then
      raise exception 'Somebody closed this month already.' using errcode = 'PT409', hint = 'Look at who did, and when, before you go on.';
    end if;
    drawn := private.month_end(start);
    if exists (select from jsonb_array_elements(drawn -> 'receivables') r where r ->> 'difference_minor' <> '0') then
      perform private.refuse_invoice('The receivables of this month do not add up.', 'month');
    elsif drawn ->> 'version' is distinct from seen then
      raise exception 'The figures of % changed after you saw them. It is still open.', to_char(start, 'FMMonth YYYY')
        using errcode = 'PT409', hint = 'Look at them as they are now, then close it.';
    end if;
    insert into public.billing_periods as p (month, closed_by, figures) values (start, private.staff_id(), drawn -> 'receivables')
    on conflict (month) do update set closed = true, closed_at = clock_timestamp(), closed_by = excluded.closed_by, figures = excluded.figures
    returning * into period;
  else
    -- Without a role it is the owner's own job.
    if coalesce(current_setting('role', true), 'none') <> 'none' and not (select private.has_role('admin')) then
      raise exception 'Only admins open a closed month again.' using errcode = '42501';
    end if;
    perform private.require_reason(reason, 'Say why this month is opened again.');
    update public.billing_periods p set closed = false, reopened_at = clock_timestamp(), reopened_by = private.staff_id(), reason = decide_period.reason
    where p.month = start and p.closed returning * into period;
    if not found then
      raise exception 'This month is not closed, or somebody opened it again already.' using errcode = 'PT409';
    end if;
  end if;
  return period;
end
$function$;

comment on function private.decide_period(decision text, of_month date, reason text, seen text) is 'Closes a month as it was seen, or opens it again.';

grant execute on function private.decide_period(decision text, of_month date, reason text, seen text) to authenticated;
