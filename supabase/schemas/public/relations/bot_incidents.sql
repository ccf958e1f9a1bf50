-- Written by `npm run schema` from the migrations: change those, not this.

create table public.bot_incidents (
  id uuid default gen_random_uuid() not null,
  bot_id uuid not null,
  severity text not null,
  summary text not null,
  opened_at timestamp with time zone default now() not null,
  acknowledged_by uuid,
  acknowledged_at timestamp with time zone,
  resolved_at timestamp with time zone,
  note text,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((summary || ' '::text) || COALESCE(note, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{summary,note}'::text[], ARRAY[summary, note])) stored,
  constraint bot_incidents_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint bot_incidents_bot_id_fkey FOREIGN KEY (bot_id) REFERENCES ai_bot_health(id) ON DELETE CASCADE,
  constraint bot_incidents_check CHECK (resolved_at >= opened_at),
  constraint bot_incidents_finite CHECK (isfinite(opened_at) AND isfinite(acknowledged_at) AND isfinite(resolved_at)),
  constraint bot_incidents_note_check CHECK (char_length(note) <= 2000),
  constraint bot_incidents_pkey PRIMARY KEY (id),
  constraint bot_incidents_severity_check CHECK (severity = ANY (ARRAY['degraded'::text, 'down'::text])),
  constraint bot_incidents_summary_check CHECK (char_length(summary) >= 1 AND char_length(summary) <= 500)
);

comment on table public.bot_incidents is 'Stretches of time in which a bot was not healthy.';

CREATE INDEX bot_incidents_acknowledged_by_idx ON public.bot_incidents USING btree (acknowledged_by);
CREATE INDEX bot_incidents_bot_idx ON public.bot_incidents USING btree (bot_id, opened_at DESC);
CREATE UNIQUE INDEX bot_incidents_one_open_idx ON public.bot_incidents USING btree (bot_id) WHERE (resolved_at IS NULL);
CREATE INDEX bot_incidents_opened_idx ON public.bot_incidents USING btree (opened_at DESC, id DESC);
CREATE INDEX bot_incidents_search_idx ON public.bot_incidents USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_arrival_of_opened_at BEFORE INSERT OR UPDATE OF opened_at ON bot_incidents FOR EACH ROW WHEN (new.opened_at > clock_timestamp() AND new.opened_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('opened_at');
CREATE TRIGGER a_arrival_of_resolved_at BEFORE INSERT OR UPDATE OF resolved_at ON bot_incidents FOR EACH ROW WHEN (new.resolved_at > clock_timestamp() AND new.resolved_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('resolved_at');
CREATE TRIGGER a_moment_of_opened_at BEFORE INSERT OR UPDATE OF opened_at ON bot_incidents FOR EACH ROW WHEN (new.opened_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.opened_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('opened_at');
CREATE TRIGGER a_moment_of_resolved_at BEFORE INSERT OR UPDATE OF resolved_at ON bot_incidents FOR EACH ROW WHEN (new.resolved_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.resolved_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('resolved_at');
CREATE TRIGGER a_once BEFORE UPDATE ON bot_incidents FOR EACH ROW EXECUTE FUNCTION private.keep_once_set('resolved_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON bot_incidents FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON bot_incidents FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.bot_incidents enable row level security;

create policy "bot_incidents select" on public.bot_incidents for select to authenticated
  using (( SELECT private.is_staff() AS is_staff));
create policy "bot_incidents update" on public.bot_incidents for update to authenticated
  using (( SELECT private.has_any_role(ARRAY['moderator'::text, 'growth'::text]) AS has_any_role))
  with check (( SELECT private.has_any_role(ARRAY['moderator'::text, 'growth'::text]) AS has_any_role));

grant select on public.bot_incidents to authenticated;
grant select on public.bot_incidents to service_role;

grant update (note) on public.bot_incidents to authenticated;
grant insert (id, bot_id, severity, summary, opened_at, resolved_at, note) on public.bot_incidents to service_role;
grant update (severity, summary, resolved_at) on public.bot_incidents to service_role;
