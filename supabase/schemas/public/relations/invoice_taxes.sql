-- Written by `npm run schema` from the migrations: change those, not this.

create table public.invoice_taxes (
  invoice_id uuid not null,
  rate numeric(9,6) not null,
  name text default 'Tax'::text not null,
  jurisdiction text default ''::text not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  credited_net_minor bigint default 0 not null,
  credited_tax_minor bigint default 0 not null,
  constraint invoice_taxes_finite CHECK (rate < 'Infinity'::numeric),
  constraint invoice_taxes_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE CASCADE,
  constraint invoice_taxes_pkey PRIMARY KEY (invoice_id, rate, name, jurisdiction)
);

comment on table public.invoice_taxes is 'The tax of an invoice by rate, name and jurisdiction: rounded here, once each. Kept by the database.';

alter table public.invoice_taxes enable row level security;

create policy "invoice_taxes select" on public.invoice_taxes for select to authenticated
  using ((( SELECT private.has_role('finance'::text) AS has_role) OR (invoice_id = ANY (( SELECT private.my_invoice_keys() AS my_invoice_keys)::uuid[]))));

grant select on public.invoice_taxes to authenticated;
grant select on public.invoice_taxes to service_role;
