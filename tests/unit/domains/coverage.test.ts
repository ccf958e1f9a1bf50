import { describe, expect, it } from 'vitest'
import type { Resource } from '@/resource/define'
import { recordSelect } from '@/resource/query/useRecord'
import { columns } from '@/supabase/columns'
import { entries, entryOf } from '../../support/entries'

/** The tables of the schema document; its `users` is auth.users, shown as `profiles` and `staff_members`. */
const document = `
  profiles user_preferences user_images user_badges engagement_sessions
  matches match_feedback introduction_reports dealbreakers user_dealbreakers
  games game_questions user_game_sessions user_game_responses
  content_articles content_topics user_content_interactions community_posts post_comments post_reactions
  lead_sources leads scrape_runs outreach_sequences sequence_emails sequence_enrollments email_sends outreach_responses
  ai_bot_health bot_actions_log
  subscription_plans user_subscriptions payment_methods invoices usage_tracking
  conversation_questions conversation_flows user_conversations conversation_responses
`
  .trim()
  .split(/\s+/)

/** The names that a declaration uses, each with its place. */
function namesIn({
  fields,
  list,
  detail,
  form,
  states,
  titleColumns,
  table,
}: Resource): [string, string, string][] {
  const own = (where: string, names: readonly string[] = []) =>
    names.map((name): [string, string, string] => [where, table, name.replace(/^-/, '')])
  return [
    ...own('fields', Object.keys(fields)),
    ...own('titleColumns', titleColumns),
    ...own('list.columns', list.columns),
    ...own('list.filters', list.filters),
    ...own('list.sort', [list.sort]),
    ...own(
      'detail.sections',
      detail.sections.flatMap((section) => section.fields),
    ),
    ...own(
      'form.sections',
      form?.sections.flatMap((section) => section.fields),
    ),
    ...own('form.createOnly', form?.createOnly),
    ...own('states.ask', Object.values(states?.ask ?? {}).flat()),
    ...(detail.related ?? []).flatMap((other) =>
      [other.by, other.sort?.replace(/^-/, '') ?? [], other.columns ?? []]
        .flat()
        .map((name): [string, string, string] => ['detail.related', other.table, name]),
    ),
    ...Object.values(fields).flatMap(({ relation }) =>
      relation
        ? [relation.title, relation.search ?? [], relation.key]
            .flat()
            .map((name): [string, string, string] => ['relation', relation.table, name])
        : [],
    ),
  ]
}

describe('every table of the schema document', () => {
  it.each(document)('%s has a page', async (table) => {
    const entry = entryOf(table)
    expect(entry, 'an entry in its domain’s index').toBeDefined()
    expect(entry?.label).toMatch(/\S/)
    expect(entry?.roles.length, 'roles').toBeGreaterThan(0)
    expect((await entry?.load())?.default.table).toBe(table)
  })

  it('stands in the domain of one entry only', () => {
    const tables = entries.map(({ table }) => table)
    expect(tables.filter((table, place) => tables.indexOf(table) !== place)).toEqual([])
  })
})

describe('every declaration', () => {
  it.each(entries.map(({ table }) => table))('%s speaks only of what is there', async (table) => {
    const { default: resource } = await entryOf(table)!.load()
    const unknown = namesIn(resource).filter(([, of, name]) => !(name in (columns[of] ?? {})))
    expect(unknown).toEqual([])
    const undeclared = [...resource.list.columns, ...resource.list.filters].filter(
      (name) => !(name in resource.fields),
    )
    expect(undeclared, 'listed without a field').toEqual([])
    const pageless = (resource.detail.related ?? []).filter((other) => !entryOf(other.table))
    expect(pageless, 'related lists of tables without a page').toEqual([])
    expect(recordSelect(resource), 'a record is there whoever may see what it refers to').not.toContain(
      '!inner',
    )
    const technical = Object.values(resource.fields).filter(({ label }) =>
      /_|\b(code|slug|json|uuid|id|null|boolean|enum)\b/.test(label.toLowerCase().replace('tax id', '')),
    )
    expect(
      technical.map(({ label }) => label),
      'labels in the words of programs',
    ).toEqual([])
  })
})
