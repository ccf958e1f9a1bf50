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
  constraint user_subscriptions_cancel_reason_check CHECK (char_length(cancel_reason) <= 500),
  constraint user_subscriptions_canceled_at_required_check CHECK (state <> 'canceled'::text OR canceled_at IS NOT NULL),
  constraint user_subscriptions_current_period_end_order_check CHECK (current_period_end > current_period_start),
  constraint user_subscriptions_own_card_fkey FOREIGN KEY (payment_method_id, user_id) REFERENCES payment_methods(id, user_id) ON DELETE SET NULL (payment_method_id),
  constraint user_subscriptions_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_methods(id) ON DELETE SET NULL,
  constraint user_subscriptions_pkey PRIMARY KEY (id),
  constraint user_subscriptions_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES subscription_plans(id) ON DELETE RESTRICT,
  constraint user_subscriptions_quantity_check CHECK (quantity >= 1 AND quantity <= 100),
  constraint user_subscriptions_state_check CHECK (state = ANY (ARRAY['trialing'::text, 'active'::text, 'past_due'::text, 'paused'::text, 'canceled'::text, 'incomplete'::text, 'unpaid'::text])),
  constraint user_subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE RESTRICT,
  constraint user_subscriptions_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE RESTRICT
);

comment on table public.user_subscriptions is 'Members'' subscriptions to plans.';

CREATE INDEX user_subscriptions_created_idx ON public.user_subscriptions USING btree (created_at DESC, id DESC);
CREATE UNIQUE INDEX user_subscriptions_one_running_idx ON public.user_subscriptions USING btree (user_id) WHERE (state = ANY (ARRAY['trialing'::text, 'active'::text, 'past_due'::text, 'paused'::text, 'unpaid'::text]));
CREATE INDEX user_subscriptions_own_card_idx ON public.user_subscriptions USING btree (payment_method_id, user_id);
CREATE INDEX user_subscriptions_payment_method_idx ON public.user_subscriptions USING btree (payment_method_id);
CREATE INDEX user_subscriptions_period_end_idx ON public.user_subscriptions USING btree (current_period_end, id);
CREATE INDEX user_subscriptions_plan_idx ON public.user_subscriptions USING btree (plan_id);
CREATE INDEX user_subscriptions_started_idx ON public.user_subscriptions USING btree (started_at DESC, id DESC);
CREATE INDEX user_subscriptions_state_idx ON public.user_subscriptions USING btree (state, started_at DESC, id DESC);
CREATE INDEX user_subscriptions_user_idx ON public.user_subscriptions USING btree (user_id, started_at DESC);

CREATE TRIGGER a_fixed BEFORE UPDATE ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.protect_columns('admin', 'id', 'user_id', 'created_at');
CREATE TRIGGER a_team BEFORE INSERT ON user_subscriptions FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('finance');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER stamp_subscription BEFORE UPDATE OF state ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.stamp_subscription();
CREATE TRIGGER touch BEFORE UPDATE ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON user_subscriptions FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.user_subscriptions enable row level security;

create policy "user_subscriptions insert" on public.user_subscriptions for insert to authenticated
  with check (( SELECT private.has_role('finance'::text) AS has_role));
create policy "user_subscriptions select" on public.user_subscriptions for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('finance'::text) AS has_role)));
create policy "user_subscriptions update" on public.user_subscriptions for update to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role))
  with check (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.user_subscriptions to authenticated;
grant select on public.user_subscriptions to service_role;

grant insert (id, user_id, plan_id, payment_method_id, state, quantity, trial_ends_at, current_period_start, current_period_end, cancel_at_period_end, cancel_reason) on public.user_subscriptions to authenticated;
grant update (plan_id, payment_method_id, state, quantity, trial_ends_at, current_period_end, cancel_at_period_end, cancel_reason) on public.user_subscriptions to authenticated;
grant insert (id, user_id, plan_id, payment_method_id, state, quantity, started_at, trial_ends_at, current_period_start, current_period_end, cancel_at_period_end, canceled_at, ended_at, cancel_reason, created_at) on public.user_subscriptions to service_role;
grant update (plan_id, payment_method_id, state, quantity, started_at, trial_ends_at, current_period_start, current_period_end, cancel_at_period_end, canceled_at, ended_at, cancel_reason) on public.user_subscriptions to service_role;
