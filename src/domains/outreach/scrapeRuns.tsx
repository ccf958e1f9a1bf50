import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import { defineResource, embeddedText } from '@/resource/define'
import { isEmpty } from '@/resource/field'
import { code, dateTime, json, longText, money, number, options, relation, text } from '@/resource/fields'
import { none } from '@/resource/fields/text'
import { momentTexts } from '@/resource/fields/time'
import { failureText } from './figures/failures'
import { runStates } from './states'

const RunDetails = lazy(() => import('./figures/RunDetails'))

const begun: Readonly<Record<string, string>> = { manual: 'started by a person', retry: 'a retry' }

export default defineResource({
  table: 'scrape_runs',
  one: 'scrape run',
  about: 'Each time a source is read. Runs appear by their sources’ schedules, or when somebody starts one.',
  may: { edit: ['growth'] },
  title: (run) => embeddedText(run, 'source', 'name') || 'Run',
  secondary: (run) => begun[run.trigger],
  titleColumns: ['source_id', 'trigger'],
  fields: {
    source_id: relation('Source', {
      table: 'lead_sources',
      embed: 'source',
      title: 'name',
      search: 'search',
      also: ['search'],
      inner: true,
    }),
    state: options('State', runStates),
    trigger: options('Started by', {
      schedule: undefined,
      manual: ['A person', undefined],
      retry: ['Retry', undefined],
    }),
    pages: number('Pages', { sum: true }),
    found: number('Found', { sum: true }),
    new_leads: number('New', { sum: true }),
    duplicates: number('Duplicates', { width: 104, sum: true }),
    errors: number('Errors', { sum: true }),
    cost_minor: money('Cost'),
    error_kind: text('Error', {
      width: 200,
      show: (kind) => (isEmpty(kind) ? none : failureText(kind)),
    }),
    error_message: longText('What went wrong'),
    error_fingerprint: code('Same failures', {
      width: 130,
      show: (value) =>
        isEmpty(value) ? (
          none
        ) : (
          <Link to={`/scrape-runs?error_fingerprint=any:${value}`}>Runs that failed so</Link>
        ),
      help: 'The same for failures that differ in figures, ids, addresses and quoted names only',
    }),
    requested_by: relation('Requested by', {
      table: 'staff_members',
      embed: 'requester',
      title: 'full_name',
      key: 'user_id',
    }),
    retry_of: relation('Retry of', {
      table: 'scrape_runs',
      embed: 'earlier',
      title: 'queued_at',
      name: (run) => `Run of ${momentTexts(String(run.queued_at)).local}`,
    }),
    queued_at: dateTime('Queued'),
    started_at: dateTime('Started'),
    finished_at: dateTime('Finished'),
    heartbeat_at: dateTime('Last sign of life', { width: 130 }),
    log: json('Log'),
  },
  list: {
    columns: ['state', 'new_leads', 'found', 'errors', 'error_kind', 'started_at', 'queued_at'],
    sort: '-queued_at',
    search: 'source.search',
    searchHint: 'source',
    filters: [
      'state',
      'source_id',
      'trigger',
      'error_kind',
      'error_message',
      'error_fingerprint',
      'new_leads',
      'errors',
      'queued_at',
      'started_at',
      'finished_at',
      'heartbeat_at',
    ],
    views: [
      { name: 'Failed', urlQuery: 'state=any:failed' },
      { name: 'Running', urlQuery: 'state=any:queued,running' },
      { name: 'Last 24 hours', urlQuery: 'queued_at=last:24h' },
    ],
    bulk: [
      {
        key: 'retry',
        label: 'Retry…',
        roles: ['growth'],
        shortcut: 'r',
        call: { rpc: 'retry_scrape_run', key: 'run_id' },
        explain: 'Queues a new run of each one’s source; one that is queued or running already is refused.',
        done: 'queued again',
      },
    ],
  },
  detail: {
    sections: [
      { fields: ['source_id', 'state', 'trigger', 'requested_by', 'retry_of'] },
      {
        title: 'What it brought',
        fields: ['pages', 'found', 'new_leads', 'duplicates', 'errors', 'cost_minor'],
      },
      { title: 'Times', fields: ['queued_at', 'started_at', 'heartbeat_at', 'finished_at'] },
      { title: 'Trouble', fields: ['error_kind', 'error_message', 'error_fingerprint'] },
    ],
    extra: ({ row }) => (
      <Suspense fallback={null}>
        <RunDetails row={row} />
      </Suspense>
    ),
    related: [
      {
        table: 'leads',
        by: 'scrape_run_id',
        columns: ['state', 'score', 'city', 'found_at'],
        // Only the worker adds leads to a run.
        canAdd: () => false,
      },
    ],
  },
  states: { only: ['cancelled'] },
  actions: [
    {
      key: 'retry',
      label: 'Retry…',
      roles: ['growth'],
      when: (run) => run.state === 'failed' || run.state === 'partial' || run.state === 'cancelled',
      rpc: 'retry_scrape_run',
      args: (run) => ({ run_id: run.id }),
      ask: { reason: longText('Why', { help: 'Kept in the history.' }) },
      explain: () => 'Queues a new run of the same source. This one stays as it is.',
      done: 'A new run is queued.',
      goTo: (run) => `/scrape-runs/${run.id}`,
    },
  ],
})
