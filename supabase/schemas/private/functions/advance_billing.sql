-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.advance_billing(as_of timestamp with time zone, at_most integer, dry_run boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  candidate uuid;
  did jsonb;
  totals jsonb := '{"subscriptions": 0, "renewed": 0, "trials_ended": 0, "resumed": 0, "paused": 0, "canceled": 0, "past_due": 0, "recovered": 0, "drafts": 0, "refused": 0}';
  seen integer := 0;
  drafts_before bigint;
  problems jsonb := '[]';
begin
  if coalesce(current_setting('role', true), 'none') not in ('none', 'service_role') and not (select private.has_role('admin')) then
    raise exception 'Only admins and the worker run billing.' using errcode = '42501';
  end if;
  as_of := private.bounded(as_of);
  if as_of > clock_timestamp() + interval '1 minute' and not dry_run then
    perform private.refuse_invoice('Billing runs up to now, not ahead of it.', 'as_of');
  end if;
  begin
    for candidate in
      select s.id from public.user_subscriptions s left join private.billing_refusals r on r.subscription_id = s.id
      where s.state in ('trialing', 'active', 'past_due') and s.current_period_end <= as_of or s.state = 'trialing' and s.trial_ends_at <= as_of
        or s.state = 'paused' and s.resume_at <= as_of
        or s.state = 'past_due' and not exists (select from public.invoices i where i.subscription_id = s.id and i.state = 'open' and i.due_on < (greatest(as_of, clock_timestamp()) at time zone s.time_zone)::date)
        or s.state = 'active' and s.id in (select i.subscription_id from public.invoices i where i.state = 'open' and i.due_on < (as_of at time zone s.time_zone)::date)
      order by r.refused_at nulls first, s.current_period_end, s.id limit at_most for update of s skip locked
    loop
      seen := seen + 1;
      begin
        select count(*) into drafts_before from public.invoices i where i.subscription_id = candidate and i.state = 'draft';
        did := private.advance_subscription(candidate, as_of);
        did := did || jsonb_build_object('drafts', (select count(*) from public.invoices i where i.subscription_id = candidate and i.state = 'draft') - drafts_before, 'subscriptions', 1);
        select jsonb_object_agg(t.key, (t.value)::bigint + coalesce((did ->> t.key)::bigint, 0)) into totals from jsonb_each_text(totals) t;
        delete from private.billing_refusals r where r.subscription_id = candidate;
      exception when integrity_constraint_violation or data_exception then
        totals := totals || jsonb_build_object('refused', (totals ->> 'refused')::integer + 1);
        problems := problems || jsonb_build_object('subscription_id', candidate, 'why', sqlerrm);
        insert into private.billing_refusals as r (subscription_id, why) values (candidate, sqlerrm)
        on conflict (subscription_id) do update set refused_at = clock_timestamp(), why = excluded.why;
      end;
    end loop;
    -- Where all of a turn was refused, another turn would be as well.
    totals := totals || jsonb_build_object('more', seen = at_most and (totals ->> 'refused')::integer < seen, 'problems', problems, 'as_of', as_of, 'dry_run', dry_run);
    if dry_run then
      raise exception using errcode = 'DRYRN', message = totals::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return sqlerrm::jsonb;
  end;
  return totals;
end
$function$;

comment on function private.advance_billing(as_of timestamp with time zone, at_most integer, dry_run boolean) is 'Renews subscriptions that are due, ends trials, makes drafts and marks who owes; answers with how many of each. Behind billing_advance.';

grant execute on function private.advance_billing(as_of timestamp with time zone, at_most integer, dry_run boolean) to authenticated;
grant execute on function private.advance_billing(as_of timestamp with time zone, at_most integer, dry_run boolean) to service_role;
