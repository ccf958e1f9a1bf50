-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bill(sub user_subscriptions, lines jsonb, from_day date, until_day date)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  draft uuid;
  line record;
  last_invoice public.invoices;
  person public.profiles;
begin
  select * into person from public.profiles p where p.id = sub.user_id;
  select * into last_invoice from public.invoices i where i.user_id = sub.user_id order by i.created_at desc, i.id limit 1;
  insert into public.invoices (user_id, subscription_id, billing_name, billing_email, billing_country, billing_address, billing_tax_id, locale, currency, period_start, period_end)
  values (sub.user_id, sub.id, coalesce(last_invoice.billing_name, person.display_name), coalesce(last_invoice.billing_email, person.email), coalesce(last_invoice.billing_country, person.country),
    last_invoice.billing_address, last_invoice.billing_tax_id, coalesce(last_invoice.locale, 'en'), sub.currency, from_day, until_day)
  returning id into draft;
  perform private.add_lines(draft, sub, lines);
  return draft;
end
$function$;

comment on function private.bill(sub user_subscriptions, lines jsonb, from_day date, until_day date) is 'Makes the draft invoice of a subscription with its lines; those that add come first, so that no sum is below zero on the way.';
