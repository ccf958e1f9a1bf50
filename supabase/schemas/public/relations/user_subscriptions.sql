-- Written by `npm run schema` from the migrations: change those, not this.

create table public.user_subscriptions (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  plan_id uuid not null,
  payment_method_id uuid,
  state text default 'incomplete'::text not null,
  quantity smallint default 1 not null,
  started_at timestamp with time zone default now() not null,
  trial_ends_at timestamp with time zone,
  current_period_start timestamp with time zone default now() not null,
  current_period_end timestamp with time zone not null,
  cancel_at_period_end boolean default false not null,
  canceled_at timestamp with time zone,
  ended_at timestamp with time zone,
  cancel_reason text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{cancel_reason}'::text[], ARRAY[cancel_reason])) stored,
  price_id uuid not null,
  currency text not null,
  discount_percent numeric(5,2) default 0 not null,
  recurring_minor bigint not null,
  tax_rate numeric(9,6) default 0 not null,
  tax_name text,
  anchor_at timestamp with time zone not null,
  period_index integer default 0 not null,
  time_zone text default 'UTC'::text not null,
  terms_since timestamp with time zone not null,
  next_price_id uuid,
  next_quantity smallint,
  next_discount_percent numeric(5,2),
  pause_at_period_end boolean default false not null,
  resume_at timestamp with time zone,
  constraint user_subscriptions_cancel_reason_check CHECK (char_length(cancel_reason) <= 500),
  constraint user_subscriptions_canceled_at_required_check CHECK (state <> 'canceled'::text OR canceled_at IS NOT NULL),
  constraint user_subscriptions_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint user_subscriptions_current_period_end_order_check CHECK (current_period_end > current_period_start),
  constraint user_subscriptions_discount_percent_check CHECK (discount_percent >= 0::numeric AND discount_percent <= 100::numeric),
  constraint user_subscriptions_finite CHECK (isfinite(started_at) AND isfinite(trial_ends_at) AND isfinite(current_period_start) AND isfinite(current_period_end) AND isfinite(canceled_at) AND isfinite(ended_at) AND discount_percent < 'Infinity'::numeric AND tax_rate < 'Infinity'::numeric AND isfinite(anchor_at) AND isfinite(terms_since) AND next_discount_percent < 'Infinity'::numeric AND isfinite(resume_at)),
  constraint user_subscriptions_next_discount_percent_check CHECK (next_discount_percent >= 0::numeric AND next_discount_percent <= 100::numeric),
  constraint user_subscriptions_next_price_id_fkey FOREIGN KEY (next_price_id) REFERENCES plan_prices(id) ON DELETE RESTRICT,
  constraint user_subscriptions_next_quantity_check CHECK (next_quantity >= 1 AND next_quantity <= 100),
  constraint user_subscriptions_own_card_fkey FOREIGN KEY (payment_method_id, user_id) REFERENCES payment_methods(id, user_id) ON DELETE SET NULL (payment_method_id),
  constraint user_subscriptions_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_methods(id) ON DELETE SET NULL,
  constraint user_subscriptions_period_index_check CHECK (period_index >= 0),
  constraint user_subscriptions_pkey PRIMARY KEY (id),
  constraint user_subscriptions_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES subscription_plans(id) ON DELETE RESTRICT,
  constraint user_subscriptions_price_id_fkey FOREIGN KEY (price_id) REFERENCES plan_prices(id) ON DELETE RESTRICT,
  constraint user_subscriptions_quantity_check CHECK (quantity >= 1 AND quantity <= 100),
  constraint user_subscriptions_state_check CHECK (state = ANY (ARRAY['trialing'::text, 'active'::text, 'past_due'::text, 'paused'::text, 'canceled'::text, 'incomplete'::text, 'unpaid'::text])),
  constraint user_subscriptions_tax_name_check CHECK (char_length(tax_name) >= 1 AND char_length(tax_name) <= 40),
  constraint user_subscriptions_tax_rate_check CHECK (tax_rate >= 0::numeric AND tax_rate <= 100::numeric),
  constraint user_subscriptions_time_zone_check CHECK (char_length(time_zone) <= 60),
  constraint user_subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE RESTRICT,
  constraint user_subscriptions_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE RESTRICT
);

comment on table public.user_subscriptions is 'Members'' subscriptions to plans.';

comment on column public.user_subscriptions.recurring_minor is 'What a period costs, net of its discount and without tax; kept by the database.';
comment on column public.user_subscriptions.tax_rate is 'Per cent, on the invoices that its periods make.';
comment on column public.user_subscriptions.anchor_at is 'When period 0 began: the others are counted from here.';
comment on column public.user_subscriptions.terms_since is 'Since when its state, price, quantity and discount are what they are.';
comment on column public.user_subscriptions.next_price_id is 'What it changes to when the period ends; so for quantity and discount.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → active, incomplete, trialing
--   active → canceled, past_due, paused
--   incomplete → active, canceled, trialing
--   past_due → active, canceled, paused, unpaid
--   paused → active, canceled
--   trialing → active, canceled, past_due, paused
--   unpaid → active, canceled

CREATE INDEX user_subscriptions_created_idx ON public.user_subscriptions USING btree (created_at DESC, id DESC);
CREATE INDEX user_subscriptions_currency_idx ON public.user_subscriptions USING btree (currency);
CREATE INDEX user_subscriptions_next_price_idx ON public.user_subscriptions USING btree (next_price_id);
CREATE UNIQUE INDEX user_subscriptions_one_running_idx ON public.user_subscriptions USING btree (user_id) WHERE (state = ANY (ARRAY['trialing'::text, 'active'::text, 'past_due'::text, 'paused'::text, 'unpaid'::text]));
CREATE INDEX user_subscriptions_own_card_idx ON public.user_subscriptions USING btree (payment_method_id, user_id);
CREATE INDEX user_subscriptions_payment_method_idx ON public.user_subscriptions USING btree (payment_method_id);
CREATE INDEX user_subscriptions_period_end_idx ON public.user_subscriptions USING btree (current_period_end, id);
CREATE INDEX user_subscriptions_plan_idx ON public.user_subscriptions USING btree (plan_id);
CREATE INDEX user_subscriptions_price_idx ON public.user_subscriptions USING btree (price_id);
CREATE INDEX user_subscriptions_resume_idx ON public.user_subscriptions USING btree (resume_at) WHERE (resume_at IS NOT NULL);
CREATE INDEX user_subscriptions_started_idx ON public.user_subscriptions USING btree (started_at DESC, id DESC);
CREATE INDEX user_subscriptions_state_idx ON public.user_subscriptions USING btree (state, started_at DESC, id DESC);
CREATE INDEX user_subscriptions_user_idx ON public.user_subscriptions USING btree (user_id, started_at DESC);

CREATE TRIGGER a_fixed BEFORE UPDATE ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.protect_columns('admin', 'id', 'user_id', 'created_at');
CREATE TRIGGER a_team BEFORE INSERT ON user_subscriptions FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('finance');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER keep_terms BEFORE INSERT OR UPDATE ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.keep_terms();
CREATE TRIGGER stamp_subscription BEFORE UPDATE OF state ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.stamp_subscription();
CREATE TRIGGER touch BEFORE UPDATE ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();
CREATE TRIGGER write_terms AFTER INSERT OR UPDATE ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.write_terms();

alter table public.user_subscriptions enable row level security;

create policy "user_subscriptions select" on public.user_subscriptions for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.user_subscriptions to authenticated;
grant select on public.user_subscriptions to service_role;
