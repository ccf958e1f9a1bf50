-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.issue_many(invoice_ids uuid[], key text, dry_run boolean, versions timestamp with time zone[])
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
    exception when check_violation or no_data_found or sqlstate 'PT404' or sqlstate 'PT409' then
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

comment on function private.issue_many(invoice_ids uuid[], key text, dry_run boolean, versions timestamp with time zone[]) is 'Issues drafts one by one and tells what became of each.';

grant execute on function private.issue_many(invoice_ids uuid[], key text, dry_run boolean, versions timestamp with time zone[]) to authenticated;
grant execute on function private.issue_many(invoice_ids uuid[], key text, dry_run boolean, versions timestamp with time zone[]) to service_role;
