-- Written by `npm run schema` from the migrations: change those, not this.

create table public.invoices (
  id uuid default gen_random_uuid() not null,
  number text,
  user_id uuid,
  subscription_id uuid,
  billing_name text not null,
  billing_email text not null,
  billing_country text,
  state text default 'draft'::text not null,
  currency text not null,
  subtotal_minor bigint default 0 not null,
  discount_minor bigint default 0 not null,
  tax_minor bigint default 0 not null,
  total_minor bigint generated always as (((subtotal_minor - discount_minor) + tax_minor)) stored,
  paid_minor bigint default 0 not null,
  period_start date,
  period_end date,
  issued_at timestamp with time zone,
  due_on date,
  paid_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_reason text,
  memo text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((((COALESCE(number, ''::text) || ' '::text) || billing_name) || ' '::text) || billing_email))) stored,
  folded jsonb generated always as (private.folded_texts('{billing_name,memo,closed_reason}'::text[], ARRAY[billing_name, memo, closed_reason])) stored,
  series text default 'IA'::text not null,
  billing_address text,
  billing_tax_id text,
  locale text default 'en'::text not null,
  credited_minor bigint default 0 not null,
  seller jsonb,
  buyer jsonb,
  voided_at timestamp with time zone,
  written_off_at timestamp with time zone,
  note text,
  due_minor bigint generated always as (
CASE
    WHEN (state = ANY (ARRAY['open'::text, 'uncollectible'::text])) THEN ((((subtotal_minor - discount_minor) + tax_minor) - paid_minor) - credited_minor)
    ELSE (0)::bigint
END) stored,
  reminder_level smallint default 0 not null,
  promised_on date,
  constraint invoices_billing_address_check CHECK (char_length(billing_address) <= 500),
  constraint invoices_billing_country_check CHECK (billing_country ~ '^[A-Z]{2}$'::text),
  constraint invoices_billing_email_check CHECK (billing_email ~ '^[^[:space:]@]+@[^[:space:]@]+$'::text),
  constraint invoices_billing_email_length_check CHECK (char_length(billing_email) <= 254),
  constraint invoices_billing_name_check CHECK (char_length(billing_name) >= 1 AND char_length(billing_name) <= 160),
  constraint invoices_billing_name_required_check CHECK (private.said(billing_name) IS NOT NULL),
  constraint invoices_billing_tax_id_check CHECK (char_length(billing_tax_id) <= 40),
  constraint invoices_bounds_check CHECK (GREATEST(subtotal_minor, subtotal_minor - discount_minor + tax_minor) <= '9007199254740991'::bigint),
  constraint invoices_buyer_depth_check CHECK (NOT jsonb_path_exists(buyer, '$.**{50}'::jsonpath)),
  constraint invoices_buyer_elements_check CHECK (
CASE jsonb_typeof(buyer)
    WHEN 'object'::text THEN NOT jsonb_path_exists(buyer, 'strict $.keyvalue()?(@."value".type() != "string" && @."value".type() != "null")'::jsonpath)
    ELSE buyer IS NULL
END),
  constraint invoices_check CHECK (period_end >= period_start),
  constraint invoices_closed_reason_check CHECK (char_length(closed_reason) <= 500),
  constraint invoices_closed_reason_required_check CHECK ((state <> ALL (ARRAY['void'::text, 'uncollectible'::text])) OR char_length(btrim(COALESCE(closed_reason, ''::text))) > 0),
  constraint invoices_credited_minor_check CHECK (credited_minor >= 0),
  constraint invoices_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint invoices_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint invoices_discount_minor_check CHECK (discount_minor >= 0),
  constraint invoices_discount_minor_total_check CHECK (discount_minor <= subtotal_minor),
  constraint invoices_finite CHECK (isfinite(period_start) AND isfinite(period_end) AND isfinite(issued_at) AND isfinite(due_on) AND isfinite(paid_at) AND isfinite(closed_at) AND isfinite(voided_at) AND isfinite(written_off_at) AND isfinite(promised_on)),
  constraint invoices_issued_check CHECK (state = 'draft'::text OR number IS NOT NULL AND issued_at IS NOT NULL AND due_on IS NOT NULL),
  constraint invoices_locale_check CHECK (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'::text),
  constraint invoices_memo_check CHECK (char_length(memo) <= 1000),
  constraint invoices_note_check CHECK (char_length(note) <= 1000),
  constraint invoices_number_check CHECK (number ~ '^[A-Z]{2,4}-[0-9]{4}-[0-9]{5,}$'::text),
  constraint invoices_number_key UNIQUE (number),
  constraint invoices_paid_in_full_check CHECK (state <> 'paid'::text OR (paid_minor + credited_minor) = (subtotal_minor - discount_minor + tax_minor) AND paid_at IS NOT NULL),
  constraint invoices_paid_minor_check CHECK (paid_minor >= 0),
  constraint invoices_paid_minor_total_check CHECK ((paid_minor + credited_minor) <= (subtotal_minor - discount_minor + tax_minor)),
  constraint invoices_pkey PRIMARY KEY (id),
  constraint invoices_reminder_level_check CHECK (reminder_level >= 0 AND reminder_level <= 3),
  constraint invoices_seller_depth_check CHECK (NOT jsonb_path_exists(seller, '$.**{50}'::jsonpath)),
  constraint invoices_seller_elements_check CHECK (
CASE jsonb_typeof(seller)
    WHEN 'object'::text THEN NOT jsonb_path_exists(seller, 'strict $.keyvalue()?(@."value".type() != "string" && @."value".type() != "null")'::jsonpath)
    ELSE seller IS NULL
END),
  constraint invoices_series_fkey FOREIGN KEY (series) REFERENCES billing_sellers(series),
  constraint invoices_state_check CHECK (state = ANY (ARRAY['draft'::text, 'open'::text, 'paid'::text, 'void'::text, 'uncollectible'::text])),
  constraint invoices_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES user_subscriptions(id) ON DELETE SET NULL,
  constraint invoices_subtotal_minor_check CHECK (subtotal_minor >= 0),
  constraint invoices_tax_minor_check CHECK (tax_minor >= 0),
  constraint invoices_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE SET NULL,
  constraint invoices_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE SET NULL,
  constraint invoices_void_unpaid_check CHECK (state <> 'void'::text OR paid_minor = 0)
);

comment on table public.invoices is 'Printed, and fixed once issued: number, series, issued_at, billing_name, billing_email, billing_country, billing_address, billing_tax_id, locale, currency, subtotal_minor, discount_minor, tax_minor, period_start, period_end, memo, seller, buyer, the lines and the taxes. due_on changes by extend_due_date only.';

comment on column public.invoices.billing_name is 'As it was when the invoice was issued: a later change of the profile does not rewrite it.';
comment on column public.invoices.subtotal_minor is 'The sum of the lines. Kept by the database.';
comment on column public.invoices.discount_minor is 'The sum of the lines'' discounts. Kept by the database.';
comment on column public.invoices.tax_minor is 'The sum of invoice_taxes. Kept by the database.';
comment on column public.invoices.paid_minor is 'The sum of invoice_payments. Kept by the database.';
comment on column public.invoices.credited_minor is 'What credit notes took off what was due. Kept by the database.';
comment on column public.invoices.seller is 'The seller as printed: name, address, country, tax id, email at the moment of issue.';
comment on column public.invoices.buyer is 'The buyer as printed: name, email, address, country, tax id, locale at the moment of issue.';
comment on column public.invoices.note is 'For us, never printed; may be changed at any time.';
comment on column public.invoices.due_minor is 'What is still owed. Nothing on a draft, a paid or a void invoice.';
comment on column public.invoices.reminder_level is 'The level of the last reminder; kept by the database.';
comment on column public.invoices.promised_on is 'When payment was promised at the last reminder; kept by the database.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → draft
--   draft → open
--   open → paid, uncollectible, void
--   uncollectible → paid, void

CREATE INDEX invoices_created_idx ON public.invoices USING btree (created_at DESC, id DESC);
CREATE INDEX invoices_currency_idx ON public.invoices USING btree (currency);
CREATE INDEX invoices_due_idx ON public.invoices USING btree (due_on DESC NULLS LAST, id DESC);
CREATE INDEX invoices_issued_idx ON public.invoices USING btree (issued_at DESC NULLS LAST, id DESC);
CREATE INDEX invoices_owed_amount_idx ON public.invoices USING btree (currency, due_minor, due_on, id) WHERE (due_minor > 0);
CREATE INDEX invoices_owed_idx ON public.invoices USING btree (currency, due_on) INCLUDE (id, number, billing_name, issued_at, due_minor, user_id, state) WHERE (state = 'open'::text);
CREATE INDEX invoices_owed_name_idx ON public.invoices USING btree (private.name_key(billing_name), currency) WHERE (due_minor > 0);
CREATE INDEX invoices_search_idx ON public.invoices USING gin (search extensions.gin_trgm_ops);
CREATE INDEX invoices_series_idx ON public.invoices USING btree (series);
CREATE INDEX invoices_settled_idx ON public.invoices USING btree (updated_at, issued_at) WHERE (state = ANY (ARRAY['paid'::text, 'void'::text, 'uncollectible'::text]));
CREATE INDEX invoices_state_idx ON public.invoices USING btree (state, created_at DESC, id DESC);
CREATE INDEX invoices_subscription_idx ON public.invoices USING btree (subscription_id);
CREATE INDEX invoices_subscription_period_idx ON public.invoices USING btree (subscription_id, period_start);
CREATE INDEX invoices_user_idx ON public.invoices USING btree (user_id, created_at DESC);
CREATE INDEX invoices_voided_idx ON public.invoices USING btree (voided_at) WHERE (voided_at IS NOT NULL);
CREATE INDEX invoices_written_off_idx ON public.invoices USING btree (written_off_at) WHERE (written_off_at IS NOT NULL);

CREATE TRIGGER a_debtor BEFORE UPDATE OF user_id, subscription_id ON invoices FOR EACH ROW WHEN (old.state <> 'draft'::text AND (new.user_id IS DISTINCT FROM old.user_id OR new.subscription_id IS DISTINCT FROM old.subscription_id)) EXECUTE FUNCTION private.keep_debtor();
CREATE TRIGGER a_team BEFORE INSERT ON invoices FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('finance');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON invoices FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER guard_invoice BEFORE INSERT OR DELETE OR UPDATE ON invoices FOR EACH ROW EXECUTE FUNCTION private.guard_invoice();
CREATE TRIGGER settle_empty AFTER UPDATE OF state ON invoices FOR EACH ROW WHEN (new.state = 'open'::text AND old.state = 'draft'::text AND new.due_minor = 0) EXECUTE FUNCTION private.settle_empty_invoice();
CREATE TRIGGER touch BEFORE UPDATE ON invoices FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON invoices FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.invoices enable row level security;

create policy "invoices delete" on public.invoices for delete to authenticated
  using (((state = 'draft'::text) AND ( SELECT private.has_role('finance'::text) AS has_role)));
create policy "invoices insert" on public.invoices for insert to authenticated
  with check (( SELECT private.has_role('finance'::text) AS has_role));
create policy "invoices select" on public.invoices for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));
create policy "invoices update" on public.invoices for update to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role))
  with check (( SELECT private.has_role('finance'::text) AS has_role));

grant delete, select on public.invoices to authenticated;
grant delete, select on public.invoices to service_role;

grant insert (id, user_id, subscription_id, billing_name, billing_email, billing_country, state, currency, period_start, period_end, memo, billing_address, billing_tax_id, locale, note) on public.invoices to authenticated;
grant update (user_id, billing_name, billing_email, billing_country, period_start, period_end, memo, billing_address, billing_tax_id, locale, note) on public.invoices to authenticated;
grant insert (id, user_id, subscription_id, billing_name, billing_email, billing_country, state, currency, period_start, period_end, memo, billing_address, billing_tax_id, locale, note) on public.invoices to service_role;
grant update (user_id, billing_name, billing_email, billing_country, period_start, period_end, memo, billing_address, billing_tax_id, locale, note) on public.invoices to service_role;
