-- Drafts are issued as they stood when their sums were looked at: who changes one meanwhile keeps it a draft. Who closes a
-- month, or opens it, after somebody else did is told of a conflict, so that the page shows who was first.

drop function if exists public.issue_invoices(uuid[], text, boolean);
drop function if exists private.issue_many(uuid[], text, boolean);

CREATE OR REPLACE FUNCTION private.issue_many(invoice_ids uuid[], key text, dry_run boolean, versions timestamptz[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  request constant jsonb := jsonb_build_object('invoices', to_jsonb(invoice_ids));
  of_invoice uuid;
  seen public.invoices;
  done public.invoices;
  answer jsonb;
  problem text;
begin
  perform private.require_finance();
  if cardinality(invoice_ids) > 1000 then
    perform private.refuse_invoice('At most 1,000 invoices are issued at once.');
  end if;
  if not dry_run then
    answer := private.recall('issue_invoices', key, request);
    if answer is not null then
      return answer;
    end if;
  end if;
  answer := '[]';
  -- All of them before the first number, in one order: who issues one of them alone holds it while waiting for its number.
  if not dry_run then
    perform from public.invoices i where i.id = any (invoice_ids) order by i.id for update;
  end if;
  for of_invoice in select distinct id from unnest(invoice_ids) id order by 1 loop
    problem := null;
    done := null;
    select * into seen from public.invoices i where i.id = of_invoice;
    begin
      done := private.decide_invoice('issue_invoice', of_invoice, coalesce(versions[array_position(invoice_ids, of_invoice)], seen.updated_at), jsonb_build_object('due_on', seen.due_on), null, dry_run);
    exception when check_violation or no_data_found or sqlstate 'PT409' then
      problem := sqlerrm;
    end;
    answer := answer || jsonb_build_object('invoice_id', of_invoice, 'billing_name', seen.billing_name, 'currency', seen.currency, 'total_minor', seen.total_minor,
      'number', case when dry_run then null else done.number end, 'due_on', done.due_on, 'version', seen.updated_at, 'problem', problem);
  end loop;
  if not dry_run then
    perform private.remember('issue_invoices', key, request, answer);
  end if;
  return answer;
end
$function$;

create or replace function public.issue_invoices(invoice_ids uuid[], idempotency_key text default null, dry_run boolean default false, versions timestamptz[] default null)
  returns jsonb language sql set search_path = ''
as $$ select private.issue_many(invoice_ids, idempotency_key, dry_run, versions) $$;

comment on function private.issue_many(uuid[], text, boolean, timestamptz[]) is 'Issues drafts one by one and tells what became of each.';
comment on function public.issue_invoices(uuid[], text, boolean, timestamptz[]) is 'Issues many drafts: each gets its number or the reason why not, [{"invoice_id", "number", "version", "problem", …}]. With the versions that a dry run told, in the order of the invoices, one that changed since is left a draft.';
revoke execute on function private.issue_many(uuid[], text, boolean, timestamptz[]), public.issue_invoices(uuid[], text, boolean, timestamptz[]) from public, anon;
grant execute on function private.issue_many(uuid[], text, boolean, timestamptz[]), public.issue_invoices(uuid[], text, boolean, timestamptz[]) to authenticated, service_role;

CREATE OR REPLACE FUNCTION private.decide_period(decision text, of_month date, reason text)
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
  perform pg_advisory_xact_lock(7302);
  if decision = 'close' then
    if start + interval '1 month' > now() at time zone 'UTC' then
      perform private.refuse_invoice('This month is not over yet.', 'month');
    elsif exists (select from public.billing_periods p where p.month = start and p.closed) then
      raise exception 'Somebody closed this month already.' using errcode = 'PT409', hint = 'Look at who did, and when, before you go on.';
    end if;
    select coalesce(jsonb_agg(to_jsonb(r)), '[]') into drawn from public.receivables_of_month(start) r;
    if exists (select from jsonb_array_elements(drawn) r where r ->> 'difference_minor' <> '0') then
      perform private.refuse_invoice('The receivables of this month do not add up.', 'month');
    end if;
    insert into public.billing_periods as p (month, closed_by, figures) values (start, private.staff_id(), drawn)
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
