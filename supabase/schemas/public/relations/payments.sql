-- Written by `npm run schema` from the migrations: change those, not this.

create table public.payments (
  id uuid default gen_random_uuid() not null,
  user_id uuid,
  currency text not null,
  amount_minor bigint not null,
  allocated_minor bigint default 0 not null,
  refunded_minor bigint default 0 not null,
  unallocated_minor bigint generated always as ((amount_minor - allocated_minor)) stored,
  is_unallocated boolean generated always as ((allocated_minor < amount_minor)) stored,
  method text default 'card'::text not null,
  provider text,
  provider_reference text,
  reference text,
  payment_method_id uuid,
  paid_at timestamp with time zone default now() not null,
  booked_at timestamp with time zone default clock_timestamp() not null,
  recorded_by uuid,
  search text generated always as (private.folded(((((method || ' '::text) || COALESCE(reference, ''::text)) || ' '::text) || COALESCE(provider_reference, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{reference}'::text[], ARRAY[reference])) stored,
  updated_at timestamp with time zone default clock_timestamp() not null,
  constraint payments_allocated_check CHECK (allocated_minor <= amount_minor),
  constraint payments_allocated_minor_check CHECK (allocated_minor >= 0),
  constraint payments_amount_minor_check CHECK (amount_minor >= 1 AND amount_minor <= '9007199254740991'::bigint),
  constraint payments_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint payments_finite CHECK (isfinite(paid_at) AND isfinite(booked_at) AND isfinite(updated_at)),
  constraint payments_method_check CHECK (method = ANY (ARRAY['card'::text, 'bank_transfer'::text, 'cash'::text, 'other'::text])),
  constraint payments_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_methods(id) ON DELETE SET NULL,
  constraint payments_pkey PRIMARY KEY (id),
  constraint payments_provider_check CHECK (provider ~ '^[a-z][a-z0-9_]{1,40}$'::text),
  constraint payments_provider_reference_check CHECK (char_length(provider_reference) >= 1 AND char_length(provider_reference) <= 200),
  constraint payments_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint payments_reference_check CHECK (char_length(reference) <= 120),
  constraint payments_refunded_check CHECK (refunded_minor <= amount_minor),
  constraint payments_refunded_minor_check CHECK (refunded_minor >= 0),
  constraint payments_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE SET NULL,
  constraint payments_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE SET NULL
);

comment on table public.payments is 'Money that came in. invoice_payments says what of it went to which invoice; what is over stays unallocated or is held as credit.';

comment on column public.payments.allocated_minor is 'What went to invoices, to the member''s credit or back. Kept by the database.';
comment on column public.payments.paid_at is 'When the money arrived.';
comment on column public.payments.booked_at is 'When it was written down here; what was owed as of a day goes by this.';
comment on column public.payments.updated_at is 'The version: which state of the payment somebody saw before they refunded or held it.';

CREATE INDEX payments_booked_idx ON public.payments USING btree (booked_at);
CREATE INDEX payments_currency_idx ON public.payments USING btree (currency);
CREATE INDEX payments_paid_idx ON public.payments USING btree (paid_at DESC, id DESC);
CREATE INDEX payments_payment_method_idx ON public.payments USING btree (payment_method_id);
CREATE UNIQUE INDEX payments_provider_reference_idx ON public.payments USING btree (COALESCE(provider, ''::text), provider_reference) WHERE (provider_reference IS NOT NULL);
CREATE INDEX payments_recorded_by_idx ON public.payments USING btree (recorded_by);
CREATE INDEX payments_search_idx ON public.payments USING gin (search extensions.gin_trgm_ops);
CREATE INDEX payments_transfer_idx ON public.payments USING btree (amount_minor, paid_at) WHERE (method = 'bank_transfer'::text);
CREATE INDEX payments_unallocated_idx ON public.payments USING btree (paid_at DESC, id DESC) WHERE (allocated_minor < amount_minor);
CREATE INDEX payments_user_idx ON public.payments USING btree (user_id, paid_at DESC);

CREATE TRIGGER a_check BEFORE INSERT ON payments FOR EACH ROW EXECUTE FUNCTION private.check_arrival();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER keep_booking BEFORE DELETE OR UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION private.keep_booking('allocated_minor', 'refunded_minor', 'unallocated_minor', 'is_unallocated');
CREATE TRIGGER touch BEFORE UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.payments enable row level security;

create policy "payments select" on public.payments for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.payments to authenticated;
grant select on public.payments to service_role;
