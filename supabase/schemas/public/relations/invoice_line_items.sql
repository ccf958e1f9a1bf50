-- Written by `npm run schema` from the migrations: change those, not this.

create table public.invoice_line_items (
  id uuid default gen_random_uuid() not null,
  invoice_id uuid not null,
  "position" smallint default 0 not null,
  description text not null,
  quantity integer default 1 not null,
  unit_minor bigint not null,
  amount_minor bigint generated always as ((quantity * unit_minor)) stored,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(description)) stored,
  folded jsonb generated always as (private.folded_texts('{description}'::text[], ARRAY[description])) stored,
  currency text,
  discount_minor bigint default 0 not null,
  tax_rate numeric(9,6) default 0 not null,
  tax_name text,
  tax_jurisdiction text,
  kind text default 'item'::text not null,
  constraint invoice_line_items_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint invoice_line_items_description_check CHECK (char_length(description) >= 1 AND char_length(description) <= 300),
  constraint invoice_line_items_description_required_check CHECK (private.said(description) IS NOT NULL),
  constraint invoice_line_items_discount_check CHECK (discount_minor <= GREATEST(quantity * unit_minor, 0::bigint)),
  constraint invoice_line_items_discount_minor_check CHECK (discount_minor >= 0),
  constraint invoice_line_items_finite CHECK (tax_rate < 'Infinity'::numeric),
  constraint invoice_line_items_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE CASCADE,
  constraint invoice_line_items_invoice_id_position_key UNIQUE (invoice_id, "position"),
  constraint invoice_line_items_kind_check CHECK (kind = ANY (ARRAY['item'::text, 'plan'::text, 'proration'::text])),
  constraint invoice_line_items_pkey PRIMARY KEY (id),
  constraint invoice_line_items_position_check CHECK ("position" >= 1),
  constraint invoice_line_items_quantity_check CHECK (quantity >= 1 AND quantity <= 100000),
  constraint invoice_line_items_tax_jurisdiction_check CHECK (tax_jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text),
  constraint invoice_line_items_tax_name_check CHECK (char_length(tax_name) >= 1 AND char_length(tax_name) <= 40),
  constraint invoice_line_items_tax_rate_check CHECK (tax_rate >= 0::numeric AND tax_rate <= 100::numeric),
  constraint invoice_line_items_unit_minor_check CHECK (unit_minor >=
CASE
    WHEN kind = 'proration'::text THEN '-10000000000'::bigint
    ELSE 0::bigint
END AND unit_minor <=
CASE
    WHEN kind = 'proration'::text THEN '10000000000'::bigint
    ELSE 100000000::bigint
END)
);

comment on table public.invoice_line_items is 'The lines of an invoice.';

comment on column public.invoice_line_items."position" is 'Left out, it is the next free one.';
comment on column public.invoice_line_items.currency is 'The invoice''s; kept by the database.';
comment on column public.invoice_line_items.tax_rate is 'Per cent. Tax is rounded once for each rate of an invoice, not for each line.';

CREATE INDEX invoice_line_items_created_idx ON public.invoice_line_items USING btree (created_at DESC, id DESC);
CREATE INDEX invoice_line_items_currency_idx ON public.invoice_line_items USING btree (currency);
CREATE INDEX invoice_line_items_search_idx ON public.invoice_line_items USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_lock BEFORE INSERT OR DELETE OR UPDATE ON invoice_line_items FOR EACH ROW EXECUTE FUNCTION private.lock_line();
CREATE TRIGGER a_team BEFORE INSERT ON invoice_line_items FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('finance');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON invoice_line_items FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER sum_invoice_lines AFTER INSERT OR DELETE OR UPDATE ON invoice_line_items FOR EACH ROW EXECUTE FUNCTION private.sum_invoice_lines();
CREATE TRIGGER touch BEFORE UPDATE ON invoice_line_items FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.invoice_line_items enable row level security;

create policy "invoice_line_items delete" on public.invoice_line_items for delete to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));
create policy "invoice_line_items insert" on public.invoice_line_items for insert to authenticated
  with check (( SELECT private.has_role('finance'::text) AS has_role));
create policy "invoice_line_items select" on public.invoice_line_items for select to authenticated
  using ((( SELECT private.has_role('finance'::text) AS has_role) OR (invoice_id = ANY (( SELECT private.my_invoice_keys() AS my_invoice_keys)::uuid[]))));
create policy "invoice_line_items update" on public.invoice_line_items for update to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role))
  with check (( SELECT private.has_role('finance'::text) AS has_role));

grant delete, select on public.invoice_line_items to authenticated;
grant delete, select on public.invoice_line_items to service_role;

grant insert (id, invoice_id, "position", description, quantity, unit_minor, currency, discount_minor, tax_rate, tax_name, tax_jurisdiction) on public.invoice_line_items to authenticated;
grant update ("position", description, quantity, unit_minor, discount_minor, tax_rate, tax_name, tax_jurisdiction) on public.invoice_line_items to authenticated;
grant insert (id, invoice_id, "position", description, quantity, unit_minor, currency, discount_minor, tax_rate, tax_name, tax_jurisdiction) on public.invoice_line_items to service_role;
grant update ("position", description, quantity, unit_minor, discount_minor, tax_rate, tax_name, tax_jurisdiction) on public.invoice_line_items to service_role;
