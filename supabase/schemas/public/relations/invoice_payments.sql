-- Written by `npm run schema` from the migrations: change those, not this.

create table public.invoice_payments (
  id uuid default gen_random_uuid() not null,
  invoice_id uuid not null,
  amount_minor bigint not null,
  currency text not null,
  method text default 'card'::text not null,
  reference text,
  payment_method_id uuid,
  paid_at timestamp with time zone default now() not null,
  recorded_by uuid default auth.uid(),
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((method || ' '::text) || COALESCE(reference, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{reference}'::text[], ARRAY[reference])) stored,
  payment_id uuid,
  booked_at timestamp with time zone default clock_timestamp() not null,
  constraint invoice_payments_amount_check CHECK (amount_minor <> 0),
  constraint invoice_payments_bounds_check CHECK (abs(amount_minor) <= '9007199254740991'::bigint),
  constraint invoice_payments_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint invoice_payments_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint invoice_payments_finite CHECK (isfinite(paid_at) AND isfinite(booked_at)),
  constraint invoice_payments_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE RESTRICT,
  constraint invoice_payments_method_check CHECK (method = ANY (ARRAY['card'::text, 'bank_transfer'::text, 'cash'::text, 'credit'::text, 'other'::text])),
  constraint invoice_payments_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id) ON DELETE RESTRICT,
  constraint invoice_payments_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_methods(id) ON DELETE SET NULL,
  constraint invoice_payments_pkey PRIMARY KEY (id),
  constraint invoice_payments_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint invoice_payments_reference_check CHECK (char_length(reference) <= 120)
);

comment on table public.invoice_payments is 'What of a payment, or of a member''s credit, went to which invoice. Never changed; below nothing where it was taken off again.';

comment on column public.invoice_payments.booked_at is 'What was owed as of a day goes by this.';

CREATE INDEX invoice_payments_booked_idx ON public.invoice_payments USING btree (booked_at) INCLUDE (invoice_id, amount_minor);
CREATE INDEX invoice_payments_created_idx ON public.invoice_payments USING btree (created_at DESC, id DESC);
CREATE INDEX invoice_payments_currency_idx ON public.invoice_payments USING btree (currency);
CREATE INDEX invoice_payments_invoice_idx ON public.invoice_payments USING btree (invoice_id, paid_at);
CREATE INDEX invoice_payments_later_idx ON public.invoice_payments USING btree (invoice_id, booked_at) INCLUDE (amount_minor);
CREATE INDEX invoice_payments_paid_idx ON public.invoice_payments USING btree (paid_at DESC, id DESC);
CREATE INDEX invoice_payments_payment_idx ON public.invoice_payments USING btree (payment_id);
CREATE INDEX invoice_payments_payment_method_idx ON public.invoice_payments USING btree (payment_method_id);
CREATE INDEX invoice_payments_recorded_by_idx ON public.invoice_payments USING btree (recorded_by);
CREATE INDEX invoice_payments_search_idx ON public.invoice_payments USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_check BEFORE INSERT ON invoice_payments FOR EACH ROW EXECUTE FUNCTION private.check_payment();
CREATE TRIGGER a_stamp BEFORE INSERT ON invoice_payments FOR EACH ROW EXECUTE FUNCTION private.stamp_person('recorded_by');
CREATE TRIGGER apply_payment AFTER INSERT ON invoice_payments FOR EACH ROW EXECUTE FUNCTION private.apply_payment();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON invoice_payments FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER b_own BEFORE INSERT ON invoice_payments FOR EACH ROW EXECUTE FUNCTION private.keep_allocation();
CREATE TRIGGER keep_booking BEFORE DELETE OR UPDATE ON invoice_payments FOR EACH ROW EXECUTE FUNCTION private.keep_booking();
CREATE TRIGGER touch BEFORE UPDATE ON invoice_payments FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.invoice_payments enable row level security;

create policy "invoice_payments select" on public.invoice_payments for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.invoice_payments to authenticated;
grant select on public.invoice_payments to service_role;
