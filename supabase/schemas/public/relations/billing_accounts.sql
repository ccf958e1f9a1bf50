-- Written by `npm run schema` from the migrations: change those, not this.

create table public.billing_accounts (
  document text not null,
  id text generated always as (document) stored,
  account text not null,
  updated_at timestamp with time zone default now() not null,
  constraint billing_accounts_account_check CHECK (account ~ '^[0-9A-Za-z.-]{1,20}$'::text),
  constraint billing_accounts_document_check CHECK (document = ANY (ARRAY['invoice'::text, 'void'::text, 'credit_note'::text, 'payment'::text, 'refund'::text, 'write_off'::text])),
  constraint billing_accounts_pkey PRIMARY KEY (document)
);

comment on table public.billing_accounts is 'The account of the books that each kind of document goes to in the export.';

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON billing_accounts FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON billing_accounts FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.billing_accounts enable row level security;

create policy "billing_accounts select" on public.billing_accounts for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));
create policy "billing_accounts update" on public.billing_accounts for update to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role))
  with check (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.billing_accounts to authenticated;
grant select on public.billing_accounts to service_role;

grant update (account) on public.billing_accounts to authenticated;
