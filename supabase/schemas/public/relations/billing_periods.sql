-- Written by `npm run schema` from the migrations: change those, not this.

create table public.billing_periods (
  month date not null,
  id uuid default gen_random_uuid() not null,
  closed boolean default true not null,
  closed_at timestamp with time zone default clock_timestamp() not null,
  closed_by uuid,
  reopened_at timestamp with time zone,
  reopened_by uuid,
  reason text,
  figures jsonb default '[]'::jsonb not null,
  constraint billing_periods_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint billing_periods_figures_depth_check CHECK (NOT jsonb_path_exists(figures, '$.**{50}'::jsonpath)),
  constraint billing_periods_figures_elements_check CHECK (jsonb_typeof(figures) = 'array'::text AND NOT jsonb_path_exists(figures, 'strict $[*]?(@.type() != "object")'::jsonpath) AND NOT jsonb_path_exists(figures, '$[*].keyvalue()?(@."value".type() == "object" || @."value".type() == "array")'::jsonpath)),
  constraint billing_periods_finite CHECK (isfinite(month) AND isfinite(closed_at) AND isfinite(reopened_at)),
  constraint billing_periods_month_check CHECK (EXTRACT(day FROM month) = 1::numeric AND month >= '2000-01-01'::date AND month <= '2100-01-01'::date),
  constraint billing_periods_pkey PRIMARY KEY (month),
  constraint billing_periods_reason_check CHECK (char_length(reason) <= 500),
  constraint billing_periods_reopened_by_fkey FOREIGN KEY (reopened_by) REFERENCES staff_members(user_id) ON DELETE SET NULL
);

comment on table public.billing_periods is 'Months (UTC) that were closed. Nothing is dated in a closed one until an admin opens it again, with a reason.';

comment on column public.billing_periods.figures is 'What receivables_of_month answered when the month was closed.';

CREATE INDEX billing_periods_closed_by_idx ON public.billing_periods USING btree (closed_by);
CREATE INDEX billing_periods_reopened_by_idx ON public.billing_periods USING btree (reopened_by);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON billing_periods FOR EACH ROW EXECUTE FUNCTION private.audit('all');

alter table public.billing_periods enable row level security;

create policy "billing_periods select" on public.billing_periods for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.billing_periods to authenticated;
grant select on public.billing_periods to service_role;
