-- Written by `npm run schema` from the migrations: change those, not this.

create table public.credit_notes (
  id uuid default gen_random_uuid() not null,
  number text not null,
  invoice_id uuid not null,
  user_id uuid,
  currency text not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint generated always as ((net_minor + tax_minor)) stored,
  applied_minor bigint not null,
  reason text not null,
  taxes jsonb not null,
  seller jsonb not null,
  buyer jsonb not null,
  issued_at timestamp with time zone default clock_timestamp() not null,
  issued_by uuid,
  search text generated always as (private.folded(((number || ' '::text) || reason))) stored,
  folded jsonb generated always as (private.folded_texts('{reason}'::text[], ARRAY[reason])) stored,
  constraint credit_notes_amount_check CHECK ((net_minor + tax_minor) >= 1 AND (net_minor + tax_minor) <= '9007199254740991'::bigint),
  constraint credit_notes_applied_check CHECK (applied_minor <= (net_minor + tax_minor)),
  constraint credit_notes_applied_minor_check CHECK (applied_minor >= 0),
  constraint credit_notes_buyer_depth_check CHECK (NOT jsonb_path_exists(buyer, '$.**{50}'::jsonpath)),
  constraint credit_notes_buyer_elements_check CHECK (
CASE jsonb_typeof(buyer)
    WHEN 'object'::text THEN NOT jsonb_path_exists(buyer, 'strict $.keyvalue()?(@."value".type() != "string" && @."value".type() != "null")'::jsonpath)
    ELSE buyer IS NULL
END),
  constraint credit_notes_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint credit_notes_finite CHECK (isfinite(issued_at)),
  constraint credit_notes_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE RESTRICT,
  constraint credit_notes_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint credit_notes_net_minor_check CHECK (net_minor >= 0),
  constraint credit_notes_number_check CHECK (number ~ '^CN-[0-9]{4}-[0-9]{5,}$'::text),
  constraint credit_notes_number_key UNIQUE (number),
  constraint credit_notes_pkey PRIMARY KEY (id),
  constraint credit_notes_reason_check CHECK (char_length(btrim(reason)) >= 1 AND char_length(btrim(reason)) <= 500),
  constraint credit_notes_seller_depth_check CHECK (NOT jsonb_path_exists(seller, '$.**{50}'::jsonpath)),
  constraint credit_notes_seller_elements_check CHECK (
CASE jsonb_typeof(seller)
    WHEN 'object'::text THEN NOT jsonb_path_exists(seller, 'strict $.keyvalue()?(@."value".type() != "string" && @."value".type() != "null")'::jsonpath)
    ELSE seller IS NULL
END),
  constraint credit_notes_tax_minor_check CHECK (tax_minor >= 0),
  constraint credit_notes_taxes_depth_check CHECK (NOT jsonb_path_exists(taxes, '$.**{50}'::jsonpath)),
  constraint credit_notes_taxes_elements_check CHECK (jsonb_typeof(taxes) = 'array'::text AND NOT jsonb_path_exists(taxes, 'strict $[*]?(@.type() != "object")'::jsonpath) AND NOT jsonb_path_exists(taxes, '$[*]?((((!(@."rate".type() == "number") || !(@."name".type() == "string")) || !(@."net_minor".type() == "number")) || !(@."tax_minor".type() == "number")) || (exists (@."jurisdiction") && @."jurisdiction".type() != "string") && @."jurisdiction".type() != "null")'::jsonpath)),
  constraint credit_notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE SET NULL,
  constraint credit_notes_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE SET NULL
);

comment on table public.credit_notes is 'A numbered document that takes back part of an invoice or all of it. Never changed.';

comment on column public.credit_notes.applied_minor is 'What of it took off what was due; the rest is held as the member''s credit.';

CREATE INDEX credit_notes_currency_idx ON public.credit_notes USING btree (currency);
CREATE INDEX credit_notes_invoice_idx ON public.credit_notes USING btree (invoice_id);
CREATE INDEX credit_notes_issued_by_idx ON public.credit_notes USING btree (issued_by);
CREATE INDEX credit_notes_issued_idx ON public.credit_notes USING btree (issued_at DESC, id DESC);
CREATE INDEX credit_notes_search_idx ON public.credit_notes USING gin (search extensions.gin_trgm_ops);
CREATE INDEX credit_notes_user_idx ON public.credit_notes USING btree (user_id);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON credit_notes FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER keep_booking BEFORE DELETE OR UPDATE ON credit_notes FOR EACH ROW EXECUTE FUNCTION private.keep_booking('total_minor');

alter table public.credit_notes enable row level security;

create policy "credit_notes select" on public.credit_notes for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.credit_notes to authenticated;
grant select on public.credit_notes to service_role;
