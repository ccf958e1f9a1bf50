/**
 * Benchmarks the moderation queue on a real Postgres: 100,000 posts, 300,000 comments, 100,000 decisions, and 500
 * waiting items. Prints medians in milliseconds of the page's queries; checks nothing. `--scale N` divides the numbers.
 */
import type { Client } from 'pg'
import { startPostgres } from '../../tests/support/postgres.ts'

const option = (name: string) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) || undefined
const scale = option('scale') ?? 1
const runs = 9
const person = '00000000-0000-4000-a000-00000000be9c'
const posts = 100_000 / scale
const comments = 300_000 / scale
const decisions = 100_000 / scale
const members = 5_000 / scale

/** A community moderated for a year: the rows that triggers would write one by one are inserted directly. */
async function fill(owner: Client) {
  const tables = ['community_posts', 'post_comments', 'moderation_decisions', 'content_reports', 'profiles']
  for (const table of tables) await owner.query(`alter table ${table} disable trigger user`)
  await owner.query(`
    insert into auth.users (id, email) select md5('m' || n)::uuid, 'm' || n || '@bench.test' from generate_series(1, ${members}) n;
    insert into profiles (id, display_name, email) select md5('m' || n)::uuid, 'Member ' || n, 'm' || n || '@bench.test' from generate_series(1, ${members}) n;
    insert into auth.users (id, email) values ('${person}', 'bench@bench.test');
    insert into staff_members (user_id, full_name, email, roles) values ('${person}', 'Bench', 'bench@bench.test', '{moderator}');
    insert into community_posts (id, user_id, title, body, state, created_at, published_at, view_count)
      select md5('p' || n)::uuid, md5('m' || (1 + n % ${members}))::uuid, 'Title ' || n, 'What member number ' || n || ' wrote about a walk in the park with somebody they met. ' || md5(n::text),
        case when n <= 200 then 'pending' when n % 50 = 0 then 'hidden' when n % 77 = 0 then 'removed' else 'published' end,
        now() - n * interval '5 minutes', now() - n * interval '5 minutes', n % 1000 from generate_series(1, ${posts}) n;
    insert into post_comments (id, post_id, user_id, body, state, created_at)
      select md5('c' || n)::uuid, md5('p' || (1 + n % ${posts}))::uuid, md5('m' || (1 + (n * 7) % ${members}))::uuid, 'A comment with the number ' || n || ' ' || md5(n::text),
        case when n <= 100 then 'pending' when n % 60 = 0 then 'removed' else 'published' end, now() - n * interval '100 seconds' from generate_series(1, ${comments}) n;
    insert into moderation_decisions (post_id, decision, reason_code, moderator_id, version_seen, state_before, state_after, client_key, created_at, waiting_since)
      select md5('p' || (500 + n % (${posts} - 500)))::uuid, case when n % 5 = 0 then 'hide' else 'approve' end, case when n % 5 = 0 then 'spam' end, '${person}', 1, 'pending', 'published',
        gen_random_uuid(), now() - (${decisions} - n) * interval '5 minutes', now() - (${decisions} - n) * interval '5 minutes' - interval '2 hours' from generate_series(1, ${decisions}) n;
    insert into content_reports (post_id, reporter_id, item_version, category, state, decided_at, created_at)
      select md5('p' || (1000 + n % (${posts} - 1000)))::uuid, md5('m' || (1 + (n * 13) % ${members}))::uuid, 1, (array['spam', 'scam', 'harassment'])[1 + n % 3],
        case when n <= 200 then 'open' when n % 3 = 0 then 'upheld' else 'dismissed' end, case when n > 200 then now() end, now() - n * interval '5 minutes'
      from generate_series(1, ${20_000 / scale}) n on conflict do nothing;
    insert into content_signals (post_id, bot_score, report_count)
      select p.id, case when p.view_count % 100 = 0 then 0.5 else 0.1 end, (exists (select from content_reports r where r.post_id = p.id and r.state = 'open'))::integer from community_posts p;
    insert into content_signals (comment_id, bot_score) select id, 0.1 from post_comments;`)
  for (const table of tables) await owner.query(`alter table ${table} enable trigger user`)
  await owner.query(
    `select private.rebuild_waiting(); update moderation_waiting set changed_at = now() - interval '2 hours'`,
  )
  await owner.query('vacuum analyze')
}

async function signIn(connect: () => Promise<Client>): Promise<Client> {
  const client = await connect()
  await client.query(
    `set request.jwt.claims = '{"sub": "${person}", "role": "authenticated"}'; set role authenticated`,
  )
  return client
}

/** The median of the runs, in milliseconds, after one warm-up run. */
async function timed(what: string, client: Client, text: string, after?: string): Promise<void> {
  const times: number[] = []
  let rows = 0
  for (let run = -1; run < runs; run += 1) {
    const began = performance.now()
    rows = (await client.query(text)).rowCount ?? 0
    if (run >= 0) times.push(performance.now() - began)
    if (after) await client.query(after)
  }
  const median = times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN
  console.log(`${what.padEnd(40)} ${median.toFixed(1).padStart(7)} ms, ${rows} rows`)
}

const database = await startPostgres()
try {
  const owner = await database.connect()
  await fill(owner)
  const { rows } = await owner.query(
    'select count(*)::integer as count from moderation_waiting where waiting_since is not null',
  )
  console.log(`${posts} posts, ${comments} comments, ${decisions} decisions, ${rows[0]?.count} items wait`)
  const me = await signIn(database.connect)
  const order = 'order by priority desc, waiting_since, id'
  await timed('page of 50', me, `select * from moderation_queue ${order} limit 50`)
  await timed(
    'page of 50, urgent',
    me,
    `select * from moderation_queue where priority >= 60 ${order} limit 50`,
  )
  await timed('all that waits, at the start', me, `select id, priority, why from moderation_queue ${order}`)
  const { rows: last } = await me.query('select max(id) as id from moderation_decisions')
  const poll = `select moderation_changes(now() - interval '5 seconds', ${last[0]?.id})`
  await timed('poll, nothing new', me, poll)
  await owner.query(
    'update moderation_waiting set changed_at = clock_timestamp() where item_id in (select item_id from moderation_waiting limit 10)',
  )
  await timed('poll, ten changed', me, `select moderation_changes(now() - interval '1 hour', ${last[0]?.id})`)
  await owner.query("update moderation_waiting set changed_at = now() - interval '2 hours'")
  await timed('claim_next(10)', me, 'select * from claim_next(10)', 'select release_claims()')
  await timed(
    'one item with its context',
    me,
    `select moderation_context(item_type, item_id) from moderation_waiting where waiting_since is not null limit 1`,
  )
  await timed('backlog, of the home page', me, 'select * from moderation_backlog()')
  await timed(
    'pace of 30 days, of the home page',
    me,
    'select * from moderation_pace(current_date - 29, current_date)',
  )
} finally {
  await database.close()
}
