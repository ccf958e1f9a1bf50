-- Written by `npm run schema` from the migrations: change those, not this.

create table public.usage_tracking (
  id bigint generated always as identity not null,
  user_id uuid not null,
  subscription_id uuid,
  feature text not null,
  period_start date not null,
  period_end date not null,
  used integer default 0 not null,
  limit_value integer,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  plan_id uuid,
  used_share double precision generated always as (
CASE
    WHEN (limit_value > 0) THEN trunc(((used)::numeric / (limit_value)::numeric), 4)
    WHEN (limit_value = 0) THEN (
    CASE
        WHEN (used > 0) THEN 1
        ELSE 0
    END)::numeric
    ELSE NULL::numeric
END) stored,
  constraint usage_tracking_feature_check CHECK (feature ~ '^[a-z][a-z0-9_]{1,40}$'::text),
  constraint usage_tracking_finite CHECK (isfinite(period_start) AND isfinite(period_end)),
  constraint usage_tracking_limit_value_check CHECK (limit_value >= 0),
  constraint usage_tracking_period_end_order_check CHECK (period_end >= period_start),
  constraint usage_tracking_pkey PRIMARY KEY (id),
  constraint usage_tracking_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES subscription_plans(id) ON DELETE SET NULL,
  constraint usage_tracking_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES user_subscriptions(id) ON DELETE SET NULL,
  constraint usage_tracking_used_check CHECK (used >= 0),
  constraint usage_tracking_user_id_feature_period_start_key UNIQUE (user_id, feature, period_start),
  constraint usage_tracking_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint usage_tracking_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE CASCADE
);

comment on table public.usage_tracking is 'How much of a feature a member used in a period.';

comment on column public.usage_tracking.limit_value is 'The limit of the plan at that time; null: without limit.';
comment on column public.usage_tracking.plan_id is 'The plan of the subscription when the use was counted; kept when the subscription changes or goes.';
comment on column public.usage_tracking.used_share is 'Used of the limit, 0 to 1 and beyond; empty without a limit. Of a limit of nothing: 1 where anything was used, else 0.';

CREATE INDEX usage_tracking_feature_idx ON public.usage_tracking USING btree (feature, period_start DESC);
CREATE INDEX usage_tracking_period_idx ON public.usage_tracking USING btree (period_start DESC, id DESC);
CREATE INDEX usage_tracking_plan_idx ON public.usage_tracking USING btree (plan_id, period_start DESC);
CREATE INDEX usage_tracking_share_idx ON public.usage_tracking USING btree (used_share DESC, id DESC);
CREATE INDEX usage_tracking_subscription_idx ON public.usage_tracking USING btree (subscription_id);
CREATE INDEX usage_tracking_used_idx ON public.usage_tracking USING btree (used DESC, id DESC);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON usage_tracking FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_moment_of_period_end BEFORE INSERT OR UPDATE OF period_end ON usage_tracking FOR EACH ROW WHEN (new.period_end < '1970-01-01'::date OR new.period_end >= '2201-01-01'::date) EXECUTE FUNCTION private.refuse_moment('period_end');
CREATE TRIGGER a_moment_of_period_start BEFORE INSERT OR UPDATE OF period_start ON usage_tracking FOR EACH ROW WHEN (new.period_start < '1970-01-01'::date OR new.period_start >= '2201-01-01'::date) EXECUTE FUNCTION private.refuse_moment('period_start');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON usage_tracking FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER stamp_plan BEFORE INSERT OR UPDATE ON usage_tracking FOR EACH ROW EXECUTE FUNCTION private.stamp_usage_plan();
CREATE TRIGGER touch BEFORE UPDATE ON usage_tracking FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER usage_delete AFTER DELETE ON usage_tracking REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_usage();
CREATE TRIGGER usage_insert AFTER INSERT ON usage_tracking REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_usage();
CREATE TRIGGER usage_truncate AFTER TRUNCATE ON usage_tracking FOR EACH STATEMENT EXECUTE FUNCTION private.rebuild_rollup();
CREATE TRIGGER usage_update AFTER UPDATE ON usage_tracking REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_usage();

alter table public.usage_tracking enable row level security;

create policy "usage_tracking select" on public.usage_tracking for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_staff() AS is_staff)));

grant select on public.usage_tracking to authenticated;
grant select on public.usage_tracking to service_role;

grant insert (user_id, subscription_id, feature, period_start, period_end, used, limit_value, created_at) on public.usage_tracking to service_role;
grant update (subscription_id, feature, period_start, period_end, used, limit_value) on public.usage_tracking to service_role;
