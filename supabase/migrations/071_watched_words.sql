-- Watched words and signals
-- Words that moderators watch for are data, tried on the last days before they are switched on; what the words of an item
-- tell, of money or of a way elsewhere, the same text by several members, and an account of a few days are part of its place.

insert into public.moderation_settings (code, label, about, value, smallest, largest) values
  ('young_account_days', 'Days of a young account', 'What somebody writes within so many days of joining comes higher in the queue.', 7, 0, 90)
on conflict (code) do nothing;

-- A text as it is compared: without invisible signs and accents, look-alike letters and digits of other scripts as the
-- Latin ones, and one space for whatever stands between words.
create or replace function private.plain_text(written text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select ' ' || btrim(regexp_replace(
    case when octet_length(written) = char_length(written) then lower(written) else translate(private.folded(private.visible_text(written)),
      'аеорсухіјѕԁԛԝһӏкгѵмтвьн'
      'οαρεικτυχγηωνϲϳ'
      'ıɑɡǀʏҽёոօսհզքյ'
      'АВЕКМНОРСТУХІЈЅӀ'
      'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'
      '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙',
      'aeopcyxijsdqwhlkrvmtbbh'
      'oapeiktuxynwvcj'
      'iagiyeenouhqfj'
      'abekmhopctyxijsl'
      'abezhikmnoptyx'
      '01234567890123456789012345678901234567890123456789') end,
    '[\s[:punct:]$+<=>^`|~‘’“”„«»‹›–—…·•¿¡。、，：；！？€£¥₿]+', ' ', 'g')) || ' '
$$;
comment on function private.plain_text(text) is 'A text as watched words are looked for in it: " one space between words ".';
-- What is looked for: the words of a pattern with a star for any letters. Nothing of it can run long: no signs are left
-- but letters, digits and stars.
create or replace function private.word_pattern(pattern text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select replace(private.plain_text(replace(pattern, '*', 'ⵣ')), 'ⵣ', '[^ ]*')
$$;
create or replace function private.is_long(words text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select char_length(words) >= 40
$$;
comment on function private.is_long(text) is 'Whether a text is long enough that two members hardly write the same by chance.';

create table if not exists public.watched_words (
  id uuid primary key default gen_random_uuid(),
  pattern text not null unique,
  signal text check (signal in ('money', 'messenger', 'payment_link')),
  severity smallint not null default 2 check (severity between 1 and 5),
  language text check (language ~ '^[a-z]{2}$'),
  effect text not null default 'raise' check (effect in ('raise', 'hold')),
  note text check (char_length(note) <= 500),
  active boolean not null default false,
  tried_at timestamptz,
  tried_held integer check (tried_held >= 0),
  tried_removed integer check (tried_removed between 0 and tried_held),
  trial text generated always as ('would have held ' || tried_held || ', of which ' || tried_removed || ' were removed anyway') stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint watched_words_pattern_check check (
    char_length(pattern) between 2 and 80 and pattern !~ '\*.*\*.*\*.*\*' and char_length(replace(replace(private.word_pattern(pattern), '[^ ]*', ''), ' ', '')) >= 3),
  constraint watched_words_tried_check check ((tried_at is null) = (tried_held is null) and (tried_at is null) = (tried_removed is null))
);
comment on table public.watched_words is 'Words and phrases that bring what holds them higher in the queue, or keep an edit from passing unseen. A star stands for any letters.';
comment on column public.watched_words.signal is 'What it is a sign of: money, a move to another messenger, a payment link. None: a word as such.';
comment on column public.watched_words.effect is 'raise: higher in the queue. hold: also no edit with it passes by a rule of trust.';
comment on column public.watched_words.tried_held is 'Of the posts and comments of the 30 days before tried_at, so many hold it; tried_removed of them were hidden or removed anyway.';
create index if not exists watched_words_created_idx on public.watched_words (created_at desc, id desc);
alter table public.watched_words enable row level security;
revoke all on public.watched_words from anon, authenticated, service_role;
grant select on public.watched_words to authenticated, service_role;
select private.allow_form('watched_words', 'moderator', '{pattern,signal,severity,language,effect,note}', '{}');
drop policy if exists "watched_words select" on public.watched_words;
create policy "watched_words select" on public.watched_words for select to authenticated using ((select private.has_role('moderator')));
drop policy if exists "watched_words insert" on public.watched_words;
create policy "watched_words insert" on public.watched_words for insert to authenticated with check ((select private.has_role('moderator')));
drop policy if exists "watched_words update" on public.watched_words;
create policy "watched_words update" on public.watched_words for update to authenticated
  using ((select private.has_role('moderator'))) with check ((select private.has_role('moderator')));
create or replace trigger touch before update on public.watched_words for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.watched_words for each row execute function private.audit('all');
insert into private.audit_readers (table_name, roles) values ('watched_words', '{moderator}') on conflict do nothing;

-- Another pattern is another word: untried, and off.
create or replace function private.reset_trial() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.active := false;
  new.tried_at := null;
  new.tried_held := null;
  new.tried_removed := null;
  return new;
end
$$;
create or replace trigger reset before update on public.watched_words
  for each row when (old.pattern <> new.pattern) execute function private.reset_trial();

insert into public.watched_words (pattern, signal, severity, language, effect, active) values
  ('gift card*', 'money', 3, 'en', 'raise', true), ('western union', 'money', 3, null, 'raise', true), ('moneygram', 'money', 3, null, 'raise', true),
  ('send* money', 'money', 3, 'en', 'raise', true), ('wire transfer', 'money', 3, 'en', 'raise', true), ('bank account', 'money', 2, 'en', 'raise', true),
  ('bitcoin*', 'money', 2, null, 'raise', true), ('crypto*', 'money', 2, null, 'raise', true), ('usdt', 'money', 3, null, 'raise', true),
  ('steam card*', 'money', 3, 'en', 'raise', true), ('customs fee*', 'money', 3, 'en', 'raise', true), ('inheritance', 'money', 2, 'en', 'raise', true),
  ('gutschein*', 'money', 2, 'de', 'raise', true), ('geld überweisen', 'money', 3, 'de', 'raise', true), ('carte cadeau*', 'money', 3, 'fr', 'raise', true),
  ('tarjeta regalo', 'money', 3, 'es', 'raise', true),
  ('whatsapp', 'messenger', 2, null, 'raise', true), ('whats app', 'messenger', 2, null, 'raise', true), ('telegram', 'messenger', 2, null, 'raise', true), ('viber', 'messenger', 2, null, 'raise', true),
  ('snapchat', 'messenger', 2, null, 'raise', true), ('wechat', 'messenger', 2, null, 'raise', true), ('google chat', 'messenger', 2, null, 'raise', true),
  ('t.me', 'messenger', 3, null, 'raise', true), ('wa.me', 'messenger', 3, null, 'raise', true), ('signal number', 'messenger', 2, 'en', 'raise', true),
  ('paypal.me', 'payment_link', 4, null, 'raise', true), ('cash.app', 'payment_link', 4, null, 'raise', true), ('revolut.me', 'payment_link', 4, null, 'raise', true),
  ('venmo.com', 'payment_link', 4, null, 'raise', true), ('ko-fi.com', 'payment_link', 3, null, 'raise', true), ('gofundme.com', 'payment_link', 3, null, 'raise', true)
on conflict (pattern) do nothing;

create or replace function private.words_in(words text) returns setof public.watched_words
language sql stable security definer set search_path = '' as $$
  select w.* from public.watched_words w, (select private.plain_text(words) as plain offset 0) t
  where w.active and t.plain ~ private.word_pattern(w.pattern)
$$;
comment on function private.words_in(text) is 'The watched words that a text holds.';
create or replace function private.holds(words text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.words_in(words) w where w.effect = 'hold')
$$;

-- ---------------------------------------------------------------------------------------
-- The same text by several

create index if not exists community_posts_text_idx on public.community_posts (private.duplicate_key(body));
create index if not exists post_comments_text_idx on public.post_comments (private.duplicate_key(body));
create or replace function private.same_text(words text, author uuid) returns table (item_type text, item_id uuid, author_id uuid)
language sql stable security definer set search_path = '' as $$
  select 'post', p.id, p.user_id from public.community_posts p where private.duplicate_key(p.body) = private.duplicate_key(words) and p.user_id <> author and private.is_long(words)
  union all
  select 'comment', c.id, c.user_id from public.post_comments c where private.duplicate_key(c.body) = private.duplicate_key(words) and c.user_id <> author and private.is_long(words)
$$;
comment on function private.same_text(text, uuid) is 'Posts and comments of others with the same words, where those are long enough to say something.';

-- ---------------------------------------------------------------------------------------
-- What the words of an item that waits tell: factors of its place, kept with it

alter table public.moderation_waiting add column if not exists signals jsonb not null default '[]';
alter table public.moderation_waiting add column if not exists watched boolean not null default false;
comment on column public.moderation_waiting.signals is 'What its words tell: [{"factor", "label", "value", "points", "hold"}], as of its last change.';
comment on column public.moderation_waiting.watched is 'It holds a word for which edits are held.';

create or replace function private.item_signals(kind text, item uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with this as (
    select p.user_id, p.created_at, concat_ws(' ', coalesce(v.title, p.title), coalesce(v.body, p.body)) as words, coalesce(v.body, p.body) as body
    from public.community_posts p left join public.content_versions v on v.post_id = p.id and v.version = p.pending_version
    where item_signals.kind = 'post' and p.id = item_signals.item
    union all
    select c.user_id, c.created_at, coalesce(v.body, c.body), coalesce(v.body, c.body)
    from public.post_comments c left join public.content_versions v on v.comment_id = c.id and v.version = c.pending_version
    where item_signals.kind = 'comment' and c.id = item_signals.item
  ), found as (
    select coalesce(w.signal, 'watched') as factor, string_agg(w.pattern, ', ' order by w.severity desc, w.pattern) as patterns, count(*) as hits,
      max(w.severity) as severity, bool_or(w.effect = 'hold') as hold
    from this t, private.words_in(t.words) w group by 1
  ), copies as (
    select count(*) as items, count(distinct s.author_id) as authors from this t, private.same_text(t.body, t.user_id) s
  )
  select coalesce(jsonb_agg(jsonb_build_object('factor', s.factor, 'label', s.label, 'value', s.value, 'points', s.points, 'hold', s.hold) order by s.points desc, s.factor), '[]')
  from (
    select f.factor, format(case f.factor when 'money' then 'Speaks of money: %s' when 'messenger' then 'Leads to another messenger: %s'
        when 'payment_link' then 'A way to pay: %s' else 'Watched words: %s' end, f.patterns) as label, f.hits as value,
      least(10, 1.5 * f.severity + f.hits) as points, f.hold
    from found f
    union all
    select 'same_text', format(case c.authors when 1 then 'The same text by another member, in %2$s' else 'The same text by %1$s other members, in %2$s' end, c.authors,
      case c.items when 1 then 'one place' else c.items || ' places' end), c.items, least(12, 6 + 2 * c.authors), false
    from copies c where c.items > 0
    union all
    select 'young_account', case when t.created_at - p.created_at < interval '1 day' then 'Written on the day of joining'
      else format('Written %s days after joining', extract(day from t.created_at - p.created_at)) end, extract(day from t.created_at - p.created_at), 4, false
    from this t join public.profiles p on p.id = t.user_id
    where t.created_at >= p.created_at and t.created_at - p.created_at < make_interval(days => private.setting('young_account_days')::integer)
  ) s
$$;
comment on function private.item_signals(text, uuid) is 'Signs of fraud in one item, from the tables themselves.';

-- As in 041, with what the words of what waits tell.
create or replace function private.item_waiting(kind text, item uuid) returns public.moderation_waiting
language plpgsql stable security definer set search_path = '' as $$
declare
  it record;
  said record;
  held public.moderation_decisions;
  w public.moderation_waiting;
  post uuid := case kind when 'post' then item end;
  comment uuid := case kind when 'comment' then item end;
  unseen boolean;
begin
  if kind = 'post' then
    select p.state, p.version, p.pending_version, p.bot_score, p.created_at, p.published_at, p.edited_at, p.report_count into it
    from public.community_posts p where p.id = item;
  else
    select c.state, c.version, c.pending_version, c.bot_score, c.created_at, null::timestamptz as published_at, c.edited_at, c.report_count into it
    from public.post_comments c where c.id = item;
  end if;
  if not found then
    return null;
  end if;
  held := private.last_decision(post, comment, true);
  if it.report_count > 0 or exists (select from public.content_reports r where (r.post_id = post or r.comment_id = comment) and r.state = 'open') then
    select (count(*) filter (where o.counts))::integer as counting, (count(*) filter (where not o.counts))::integer as set_aside,
      (count(*) filter (where o.item_version < coalesce(it.pending_version, it.version)))::integer as earlier, min(o.created_at) filter (where o.counts) as since
    into said
    from (
      select r.created_at, r.item_version, private.report_counts(r) as counts from public.content_reports r
      where (r.post_id = post or r.comment_id = comment) and r.state = 'open'
    ) o;
  else
    select 0 as counting, 0 as set_aside, 0 as earlier, null::timestamptz as since into said;
  end if;
  unseen := held.id is null or held.version_seen < it.version;
  w.item_id := item;
  w.item_type := kind;
  w.pending := it.state = 'pending';
  w.edited := it.pending_version is not null and it.state = 'published'
    or coalesce(held.version_seen < it.version and (it.state = 'hidden' or it.state = 'published' and it.report_count > 0), false);
  w.by_bot := coalesce(it.bot_score >= 0.7 and (it.state = 'pending' or it.state = 'published' and unseen), false);
  w.escalated := coalesce(held.decision = 'escalate', false);
  w.counting := said.counting;
  w.set_aside := said.set_aside;
  w.earlier := said.earlier;
  w.held_id := held.id;
  w.waiting_since := least(
    case when w.pending then it.created_at end,
    said.since,
    case when w.by_bot and it.state = 'published' then coalesce(it.edited_at, it.published_at, it.created_at) end,
    case when w.escalated then held.created_at end,
    case when w.edited then coalesce(
      (select v.written_at from public.content_versions v where v.post_id = post and v.version = it.pending_version),
      (select v.written_at from public.content_versions v where v.comment_id = comment and v.version = it.pending_version), it.edited_at) end);
  if w.waiting_since is not null then
    w.signals := private.item_signals(kind, item);
    w.watched := jsonb_path_exists(w.signals, '$[*] ? (@.hold == true)');
  end if;
  return w;
end
$$;

create or replace function private.refresh_waiting(kind text, item uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  fresh public.moderation_waiting;
begin
  if kind = 'photo' then
    fresh := private.photo_waiting(item);
  else
    fresh := private.item_waiting(kind, item);
  end if;
  if fresh.waiting_since is null then
    update public.moderation_waiting w set waiting_since = null, changed_at = clock_timestamp()
    where w.item_id = item and w.waiting_since is not null;
    return;
  end if;
  insert into public.moderation_waiting as w
    (item_id, item_type, waiting_since, pending, edited, by_bot, escalated, counting, set_aside, earlier, held_id, signals, watched, changed_at)
  values (fresh.item_id, fresh.item_type, fresh.waiting_since, fresh.pending, fresh.edited, fresh.by_bot, fresh.escalated, fresh.counting,
    fresh.set_aside, fresh.earlier, fresh.held_id, coalesce(fresh.signals, '[]'), coalesce(fresh.watched, false), clock_timestamp())
  on conflict (item_id) do update set
    waiting_since = excluded.waiting_since, pending = excluded.pending, edited = excluded.edited, by_bot = excluded.by_bot,
    escalated = excluded.escalated, counting = excluded.counting, set_aside = excluded.set_aside, earlier = excluded.earlier,
    held_id = excluded.held_id, signals = excluded.signals, watched = excluded.watched, changed_at = excluded.changed_at;
end
$$;

create or replace function private.keep_waiting() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  row_now record := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_table_name in ('community_posts', 'post_comments') then
    perform private.refresh_waiting(case tg_table_name when 'community_posts' then 'post' else 'comment' end, row_now.id);
    -- Whoever wrote the same before is told of in what waits of theirs.
    if tg_op = 'INSERT' and private.is_long(row_now.body) then
      perform private.refresh_waiting(o.item_type, o.item_id) from private.same_text(row_now.body, row_now.user_id) o
      where exists (select from public.moderation_waiting w where w.item_id = o.item_id and w.waiting_since is not null);
    end if;
  else
    perform private.refresh_waiting(case when row_now.post_id is not null then 'post' else 'comment' end, coalesce(row_now.post_id, row_now.comment_id));
  end if;
  return null;
end
$$;

-- As in 040; an edit with a word for which edits are held never passes.
create or replace function private.trusting_rule(post uuid, comment uuid, author uuid, before text, after text) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  first integer := private.common_start(before, after);
  last integer := private.common_start(reverse(substr(before, first + 1)), reverse(substr(after, first + 1)));
  added text := substr(after, first + 1, char_length(after) - first - last);
  changed integer := greatest(char_length(before), char_length(after)) - first - last;
  published bigint;
  since timestamptz;
  last_judged timestamptz;
  passed bigint;
begin
  if private.holds(after) then
    return null;
  elsif added ~ '[[:digit:]@/\\]' or added ~* '(www|http|\.[[:alpha:]])' or not exists (select from public.edit_trust_rules r where r.active and changed <= r.max_changed) then
    return null;
  end if;
  select count(*) into published from (
    (select 1 from public.community_posts p where p.user_id = author and p.state = 'published' limit 1000)
    union all
    (select 1 from public.post_comments c where c.user_id = author and c.state = 'published' limit 1000)) o;
  select p.created_at into since from public.profiles p where p.id = author;
  select max(d.created_at) into last_judged from public.moderation_decisions d where d.post_id = post or d.comment_id = comment;
  select count(*) into passed from public.content_versions v
  where (v.post_id = post or v.comment_id = comment) and v.trust_rule_id is not null and v.created_at > coalesce(last_judged, '-infinity');
  return (
    select r.id from public.edit_trust_rules r
    where r.active and changed <= r.max_changed and published >= r.min_published and passed < r.edits_between
      and since <= now() - make_interval(days => r.min_member_days)
      and not exists (
        select from public.moderation_decisions d
        left join public.community_posts p on p.id = d.post_id
        left join public.post_comments c on c.id = d.comment_id
        where d.decision in ('hide', 'remove') and d.created_at > now() - make_interval(days => r.clean_days) and coalesce(p.user_id, c.user_id) = author)
      and not exists (
        select from public.member_sanctions s where s.member_id = author and s.starts_at > now() - make_interval(days => r.clean_days))
    order by r.max_changed, r.id limit 1);
end
$$;

create or replace view public.moderation_queue with (security_invoker = true) as
select
  w.item_id as id,
  w.item_type,
  w.item_id,
  w.post_id,
  coalesce(w.new_title, w.title) as title,
  coalesce(w.new_body, w.body) as body,
  private.excerpt(coalesce(w.new_body, w.body)) as excerpt,
  case when w.pending_version is null then w.image_path else w.new_image end as image_path,
  w.user_id as author_id,
  author.display_name as author_name,
  w.state,
  coalesce(w.pending_version, w.version) as version,
  greatest(
    (select max(d.id) from public.moderation_decisions d where d.post_id = w.item_id),
    (select max(d.id) from public.moderation_decisions d where d.comment_id = w.item_id)) as decision_seen,
  w.created_at,
  w.edited_at,
  w.updated_at,
  w.waiting_since,
  array_remove(array[
    case when w.escalated then 'escalated' end, case when w.counting > 0 then 'reported' end, case when w.by_bot then 'bot' end,
    case when w.edited then 'edited' end, case when w.watched then 'watched' end, case when w.pending then 'pending' end], null) as why,
  least(100, w.for_reports + w.for_category + w.for_bot + w.for_author + w.for_age + w.for_reach + w.for_escalation + w.for_edit + w.for_pending + w.for_signals) as priority,
  (
    select jsonb_agg(jsonb_build_object('factor', f.factor, 'label', f.label, 'value', f.value, 'points', f.points) order by f.points desc, f.factor)
    from (values
      ('reports', case w.counting when 1 then format('1 report, by a member who is right %s%% of the time', round(100 * w.accuracy))
        else format('%s reports, by members who are right %s%% of the time', w.counting, round(100 * w.accuracy)) end, round(w.weight, 2), w.for_reports),
      ('category', format('%s: severity %s of 5', w.category_label, w.severity), w.severity::numeric, w.for_category),
      ('bot', format('The bot is %s%% sure%s', round(100 * w.bot_score), ': ' || lower(replace(w.bot_category, '_', ' '))), w.bot_score, w.for_bot),
      ('author', concat_ws(', ', case when w.removed > 0 then format('%s removed before', w.removed) end, case when w.hidden > 0 then format('%s hidden before', w.hidden) end,
        case w.sanction when 'mute' then 'muted now' when 'suspend' then 'suspended now' end), (w.removed + w.hidden)::numeric, w.for_author),
      ('age', case when now() - w.waiting_since < interval '90 minutes' then format('Has waited for %s minutes', floor(extract(epoch from now() - w.waiting_since) / 60))
        when now() - w.waiting_since < interval '36 hours' then format('Has waited for %s hours', round(extract(epoch from now() - w.waiting_since) / 3600))
        else format('Has waited for %s days', round(extract(epoch from now() - w.waiting_since) / 86400)) end,
        round(extract(epoch from now() - w.waiting_since) / 3600, 1), w.for_age),
      ('reach', format(case w.item_type when 'post' then 'Seen %s times' else 'Under a post seen %s times' end, w.view_count), w.view_count::numeric, w.for_reach),
      ('escalated', format('Escalated by %s', (select s.full_name from public.staff_members s where s.user_id = w.held_by)), 1, w.for_escalation),
      ('edited', case when w.pending_version is null then 'Its author has changed it since it was judged' else 'Its author wants to change what was approved' end,
        w.version::numeric, w.for_edit),
      ('pending', 'Nobody sees it before it is approved', 1, w.for_pending)
      union all select s.factor, s.label, s.value, s.points from jsonb_to_recordset(w.signals) s (factor text, label text, value numeric, points numeric)
    ) f (factor, label, value, points)
    where f.points > 0
  ) as explanation,
  w.counting as open_reports,
  w.set_aside as set_aside_reports,
  w.category as top_category,
  w.severity,
  w.bot_score,
  w.bot_category,
  w.removed::integer as author_removed,
  w.hidden::integer as author_hidden,
  w.sanction as author_sanction,
  w.escalated,
  case when w.escalated then w.held_by end as escalated_by,
  case when w.escalated then (select s.full_name from public.staff_members s where s.user_id = w.held_by) end as escalated_name,
  case when w.escalated then w.held_at end as escalated_at,
  case when w.escalated then w.held_reason end as escalated_reason,
  case when w.escalated then w.held_note end as escalated_note,
  w.claimed_by,
  (select s.full_name from public.staff_members s where s.user_id = w.claimed_by) as claimed_name,
  w.claim_expires_at,
  private.duplicate_key(concat_ws(' ', coalesce(w.new_title, case w.item_type when 'post' then w.title end), coalesce(w.new_body, w.body))) as duplicate_key,
  w.view_count,
  w.comment_count,
  w.report_count,
  w.version as shown_version,
  case when w.pending_version is not null then jsonb_build_object('version', w.version, 'title', w.title, 'body', w.body, 'image_path', w.image_path) end as shown,
  w.earlier as earlier_reports,
  case when w.escalated then w.assigned_to end as assigned_to,
  case when w.escalated then (select s.full_name from public.staff_members s where s.user_id = w.assigned_to) end as assigned_name,
  case when w.escalated then w.due_at end as due_at,
  w.changed_at
from (
  select j.*, coalesce(m.severity, 0)::smallint as severity, m.label as category_label,
    round(least(40, 12 * coalesce(j.weight, 0)), 1) as for_reports,
    round(coalesce(m.severity, 0) * 4.0, 1) as for_category,
    coalesce(round(case when j.bot_score >= 0.3 then 20 * j.bot_score end, 1), 0) as for_bot,
    round(least(12, 3 * j.removed + 1.5 * j.hidden) + case when j.sanction is null then 0 else 4 end, 1) as for_author,
    round(least(12, extract(epoch from now() - j.waiting_since) / 7200), 1) as for_age,
    case when j.state = 'published' then round(least(10, (2.5 * ln(1.0::double precision + j.view_count) / ln(10.0::double precision))::numeric), 1) else 0.0 end as for_reach,
    case when j.escalated then 30.0 else 0.0 end as for_escalation,
    case when j.edited then 6.0 else 0.0 end as for_edit,
    case when j.pending then 5.0 else 0.0 end as for_pending,
    (select coalesce(sum((s ->> 'points')::numeric), 0.0) from jsonb_array_elements(j.signals) s) as for_signals
  from (
    select i.*, r.weight, r.accuracy, k.moderator_id as claimed_by, k.expires_at as claim_expires_at,
      h.moderator_id as held_by, h.created_at as held_at, h.reason_code as held_reason, h.note as held_note, h.assigned_to, h.due_at,
      v.title as new_title, v.body as new_body, v.image_path as new_image,
      coalesce(o.removed, 0) - (i.state = 'removed')::integer as removed, coalesce(o.hidden, 0) - (i.state = 'hidden')::integer as hidden, s.kind as sanction,
      coalesce(r.category, case when i.bot_score >= 0.5 then i.bot_category end) as category
    from (
      select q.*, p.id as post_id, p.title, p.body, p.image_path, p.user_id, p.state, p.version, p.pending_version, p.bot_score, p.bot_category,
        p.view_count, p.comment_count, p.report_count, p.created_at, p.edited_at, p.updated_at
      from public.moderation_waiting q join public.community_posts p on p.id = q.item_id
      where q.waiting_since is not null and q.item_type = 'post'
      union all
      select q.*, c.post_id, p.title, c.body, null, c.user_id, c.state, c.version, c.pending_version, c.bot_score, c.bot_category,
        p.view_count, 0, c.report_count, c.created_at, c.edited_at, c.updated_at
      from public.moderation_waiting q join public.post_comments c on c.id = q.item_id join public.community_posts p on p.id = c.post_id
      where q.waiting_since is not null and q.item_type = 'comment'
    ) i
    left join public.moderation_decisions h on h.id = i.held_id
    left join public.content_versions v on i.pending_version is not null and v.version = i.pending_version and (v.post_id = i.item_id or v.comment_id = i.item_id)
    left join (
      select coalesce(r.post_id, r.comment_id) as item_id, sum(a.weight) as weight, avg(a.accuracy) as accuracy,
        (array_agg(r.category order by coalesce(m.severity, 1) desc, r.created_at))[1] as category
      from public.content_reports r
      join (
        select y.reporter_id,
          round((count(*) filter (where y.state = 'upheld') + 2)::numeric / (count(*) filter (where y.state <> 'open') + 4), 3) as accuracy,
          round((count(*) filter (where y.state = 'upheld') + 2)::numeric / (count(*) filter (where y.state <> 'open') + 4) * 2, 3) as weight
        from public.content_reports y
        where y.reporter_id in (select z.reporter_id from public.content_reports z where z.state = 'open')
        group by y.reporter_id
      ) a on a.reporter_id = r.reporter_id
      left join public.moderation_reasons m on m.code = r.category
      where r.state = 'open' and private.report_counts(r)
      group by 1
    ) r on r.item_id = i.item_id
    left join lateral (
      select count(*) filter (where o.state = 'removed') as removed, count(*) filter (where o.state = 'hidden') as hidden
      from (
        select p.state from public.community_posts p where p.user_id = i.user_id and p.state in ('hidden', 'removed')
        union all
        select c.state from public.post_comments c where c.user_id = i.user_id and c.state in ('hidden', 'removed')
      ) o
    ) o on true
    left join (
      select s.member_id, max(s.kind) as kind -- A suspension before a mute, also by name.
      from public.member_sanctions s
      where s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())
      group by s.member_id
    ) s on s.member_id = i.user_id
    left join public.moderation_claims k on coalesce(k.post_id, k.comment_id) = i.item_id and k.expires_at > now()
  ) j
  left join public.moderation_reasons m on m.code = j.category
) w
join public.profiles author on author.id = w.user_id
where (select private.has_role('moderator'));
comment on view public.moderation_queue is
  'Posts and comments that need a decision. The points of explanation add up to the priority, which ends at 100. Title, text and version are those to be judged; `shown` is what members read meanwhile.';

-- As in 041, with the same text by others.
create or replace function public.similar_items(item_type text, item_id uuid) returns table (
  item_type text, item_id uuid, post_id uuid, title text, excerpt text, author_id uuid, state text, version integer, decision_seen bigint,
  similarity numeric, created_at timestamptz, waits boolean
)
language sql stable security invoker set search_path = '' as $$
  with this as (
    select p.user_id, p.search, p.body from public.community_posts p where similar_items.item_type = 'post' and p.id = similar_items.item_id
    union all
    select c.user_id, c.search, c.body from public.post_comments c where similar_items.item_type = 'comment' and c.id = similar_items.item_id
  ), near as (
    select 'post' as kind, p.id as post, null::uuid as comment, p.id as of_post, p.title, p.body, p.user_id, p.state, coalesce(p.pending_version, p.version) as version, p.created_at,
      -- A post and a comment are compared by their texts, a title being extra.
      greatest(extensions.similarity(p.search, t.search), extensions.similarity(lower(left(p.body, 2000)), lower(left(t.body, 2000)))) as near
    from this t join public.community_posts p on p.user_id = t.user_id
    where p.id <> similar_items.item_id
    union all
    select 'comment', null, c.id, c.post_id, p.title, c.body, c.user_id, c.state, coalesce(c.pending_version, c.version), c.created_at,
      greatest(extensions.similarity(c.search, t.search), extensions.similarity(c.search, lower(left(t.body, 2000))))
    from this t join public.post_comments c on c.user_id = t.user_id join public.community_posts p on p.id = c.post_id
    where c.id <> similar_items.item_id
    union all
    -- The same text by others: campaigns copy.
    select 'post', p.id, null, p.id, p.title, p.body, p.user_id, p.state, coalesce(p.pending_version, p.version), p.created_at, 1
    from this t join public.community_posts p on private.duplicate_key(p.body) = private.duplicate_key(t.body)
    where p.user_id <> t.user_id and private.is_long(t.body)
    union all
    select 'comment', null, c.id, c.post_id, p.title, c.body, c.user_id, c.state, coalesce(c.pending_version, c.version), c.created_at, 1
    from this t join public.post_comments c on private.duplicate_key(c.body) = private.duplicate_key(t.body) join public.community_posts p on p.id = c.post_id
    where c.user_id <> t.user_id and private.is_long(t.body)
  )
  select n.kind, coalesce(n.post, n.comment), n.of_post, n.title, private.excerpt(n.body), n.user_id, n.state, n.version,
    (private.last_decision(n.post, n.comment, false)).id, round(n.near::numeric, 2), n.created_at, w.since is not null
  from near n
  cross join lateral (select private.waiting_since(n.post, n.comment) as since) w
  where n.near >= 0.6 and (n.state in ('pending', 'published') or w.since is not null) and (select private.has_role('moderator'))
  order by n.near desc, n.created_at desc, 2
  limit 500
$$;


-- ---------------------------------------------------------------------------------------
-- Tried, and switched on

create or replace function private.try_watched_word(word_id uuid) returns public.watched_words
language plpgsql security definer set search_path = '' as $$
declare
  word public.watched_words;
  held integer;
  removed integer;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators try watched words.' using errcode = '42501';
  end if;
  select * into word from public.watched_words w where w.id = word_id;
  if not found then
    raise exception 'There is no such word.' using errcode = 'P0002';
  end if;
  select count(*), count(*) filter (where i.state in ('hidden', 'removed')) into held, removed
  from (
    select p.state, concat_ws(' ', p.title, p.body) as words from public.community_posts p where p.created_at > now() - interval '30 days'
    union all
    select c.state, c.body from public.post_comments c where c.created_at > now() - interval '30 days'
  ) i
  where private.plain_text(i.words) ~ private.word_pattern(word.pattern);
  update public.watched_words w set tried_at = clock_timestamp(), tried_held = held, tried_removed = removed
  where w.id = word.id and w.pattern = word.pattern returning * into word;
  return word;
end
$$;
create or replace function public.try_watched_word(word_id uuid) returns public.watched_words
language sql security invoker set search_path = '' set statement_timeout = '60s' as $$
  select private.try_watched_word(word_id)
$$;
comment on function public.try_watched_word(uuid) is 'Counts in how many posts and comments of the last 30 days this word stands, and how many of them were hidden or removed anyway.';

create or replace function private.switch_watched_word(word_id uuid, active boolean) returns public.watched_words
language plpgsql security definer set search_path = '' as $$
declare
  word public.watched_words;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators switch watched words.' using errcode = '42501';
  end if;
  select * into word from public.watched_words w where w.id = word_id for update;
  if not found then
    raise exception 'There is no such word.' using errcode = 'P0002';
  elsif switch_watched_word.active and word.tried_at is null then
    perform private.raise_refusal('Try it on the last 30 days first.', 'active');
  end if;
  update public.watched_words w set active = switch_watched_word.active where w.id = word.id returning * into word;
  return word;
end
$$;
create or replace function public.switch_watched_word(word_id uuid, active boolean) returns public.watched_words
language sql security invoker set search_path = '' as $$
  select private.switch_watched_word(word_id, active)
$$;
comment on function public.switch_watched_word(uuid, boolean) is 'Switches a watched word on, once it was tried, or off; what waits is looked through again.';

create or replace function private.look_again() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.refresh_waiting(w.item_type, w.item_id) from public.moderation_waiting w where w.waiting_since is not null and w.item_type in ('post', 'comment');
  return null;
end
$$;
-- A trial changes nothing of what waits.
create or replace trigger look_again after update of active, severity, effect, signal, pattern on public.watched_words
  for each row when ((old.active, old.severity, old.effect, old.signal, old.pattern) is distinct from (new.active, new.severity, new.effect, new.signal, new.pattern)
    and (old.active or new.active)) execute function private.look_again();
create or replace trigger waiting_young after update of value on public.moderation_settings
  for each row when (new.code = 'young_account_days' and new.value <> old.value) execute function private.look_again();

revoke all on function
  private.plain_text(text), private.word_pattern(text), private.is_long(text), private.reset_trial(), private.words_in(text), private.holds(text), private.same_text(text, uuid),
  private.item_signals(text, uuid), private.try_watched_word(uuid), public.try_watched_word(uuid), private.switch_watched_word(uuid, boolean), public.switch_watched_word(uuid, boolean),
  private.look_again()
  from public, anon, authenticated, service_role;
grant execute on function private.plain_text(text), private.word_pattern(text), private.is_long(text) to authenticated, service_role;
grant execute on function private.try_watched_word(uuid), public.try_watched_word(uuid), private.switch_watched_word(uuid, boolean), public.switch_watched_word(uuid, boolean) to authenticated;

select private.rebuild_waiting();
