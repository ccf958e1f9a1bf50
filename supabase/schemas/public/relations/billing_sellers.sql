-- Written by `npm run schema` from the migrations: change those, not this.

create table public.billing_sellers (
  series text not null,
  id text generated always as (series) stored,
  name text not null,
  address text not null,
  country text not null,
  tax_id text,
  email text not null,
  due_days smallint default 14 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint billing_sellers_address_check CHECK (char_length(address) <= 500),
  constraint billing_sellers_country_check CHECK (country ~ '^[A-Z]{2}$'::text),
  constraint billing_sellers_due_days_check CHECK (due_days >= 0 AND due_days <= 90),
  constraint billing_sellers_email_check CHECK (char_length(email) <= 254),
  constraint billing_sellers_name_check CHECK (char_length(name) >= 1 AND char_length(name) <= 160),
  constraint billing_sellers_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint billing_sellers_pkey PRIMARY KEY (series),
  constraint billing_sellers_series_check CHECK (series ~ '^[A-Z]{2,4}$'::text),
  constraint billing_sellers_tax_id_check CHECK (char_length(tax_id) <= 40)
);

comment on table public.billing_sellers is 'Who sells, for each series of invoice numbers. Copied onto an invoice when it is issued.';

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON billing_sellers FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON billing_sellers FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.billing_sellers enable row level security;

create policy "billing_sellers select" on public.billing_sellers for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));
create policy "billing_sellers update" on public.billing_sellers for update to authenticated
  using (( SELECT private.has_role('admin'::text) AS has_role))
  with check (( SELECT private.has_role('admin'::text) AS has_role));

grant select on public.billing_sellers to authenticated;
grant select on public.billing_sellers to service_role;

grant update (name, address, country, tax_id, email, due_days) on public.billing_sellers to authenticated;
