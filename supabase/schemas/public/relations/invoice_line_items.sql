-- Written by `npm run schema` from the migrations: change those, not this.

create table public.invoice_line_items (
  id uuid default gen_random_uuid() not null,
  invoice_id uuid not null,
  "position" smallint default 1 not null,
  description text not null,
  quantity integer default 1 not null,
  unit_minor bigint not null,
  amount_minor bigint generated always as ((quantity * unit_minor)) stored,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(description)) stored,
  folded jsonb generated always as (private.folded_texts('{description}'::text[], ARRAY[description])) stored,
  constraint invoice_line_items_description_check CHECK (char_length(description) >= 1 AND char_length(description) <= 300),
  constraint invoice_line_items_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE CASCADE,
  constraint invoice_line_items_invoice_id_position_key UNIQUE (invoice_id, "position"),
  constraint invoice_line_items_pkey PRIMARY KEY (id),
  constraint invoice_line_items_position_check CHECK ("position" >= 1),
  constraint invoice_line_items_quantity_check CHECK (quantity >= 1 AND quantity <= 100000),
  constraint invoice_line_items_unit_minor_check CHECK (unit_minor >= 0 AND unit_minor <= 100000000)
);

CREATE INDEX invoice_line_items_created_idx ON public.invoice_line_items USING btree (created_at DESC, id DESC);
CREATE INDEX invoice_line_items_search_idx ON public.invoice_line_items USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON invoice_line_items FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER sum_invoice_lines AFTER INSERT OR DELETE OR UPDATE ON invoice_line_items FOR EACH ROW EXECUTE FUNCTION private.sum_invoice_lines();
CREATE TRIGGER touch BEFORE UPDATE ON invoice_line_items FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.invoice_line_items enable row level security;

create policy "invoice_line_items delete" on public.invoice_line_items for delete to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));
create policy "invoice_line_items insert" on public.invoice_line_items for insert to authenticated
  with check (( SELECT private.has_role('finance'::text) AS has_role));
create policy "invoice_line_items select" on public.invoice_line_items for select to authenticated
  using (((EXISTS ( SELECT
   FROM invoices i
  WHERE ((i.id = invoice_line_items.invoice_id) AND (i.user_id = ( SELECT auth.uid() AS uid))))) OR ( SELECT private.has_role('finance'::text) AS has_role)));
create policy "invoice_line_items update" on public.invoice_line_items for update to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role))
  with check (( SELECT private.has_role('finance'::text) AS has_role));

grant delete, select on public.invoice_line_items to authenticated;
grant delete, insert, select, update on public.invoice_line_items to service_role;

grant insert (id, invoice_id, "position", description, quantity, unit_minor) on public.invoice_line_items to authenticated;
grant update ("position", description, quantity, unit_minor) on public.invoice_line_items to authenticated;
