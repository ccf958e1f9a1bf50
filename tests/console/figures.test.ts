import { beforeAll, describe, expect, it } from 'vitest'
import { momentsFilter } from '@/charts/params'
import { viewerZone } from '@/charts/period'
import { rowsOfUse } from '@/domains/billing/usage/month'
import { calibration, reviewedActions } from '@/domains/bots/board/calibration'
import { failedActions } from '@/domains/bots/board/failures'
import { decisionsWith, type ReasonCount } from '@/domains/community/moderation/homeFigures'
import { membersFrom } from '@/domains/engagement/funnel'
import { places } from '@/domains/engagement/reach'
import type { Health, Stages } from '@/domains/outreach/figures/data'
import {
  type Grouping,
  groupings,
  groupRows,
  healthRows,
  stages,
  stagesOf,
} from '@/domains/outreach/figures/stages'
import type { ConsoleClient } from '@/supabase/client'
import { createDataProvider } from '@/supabase/data'
import { createRpc } from '@/supabase/rpc'
import { resetBackend, signIn } from '../support/backend'
import { rowsAt } from '../support/rows'

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)

describe('each number is the count of the rows behind its click', () => {
  let client: ConsoleClient
  beforeAll(async () => {
    await resetBackend()
    client = await signIn('admin')
  })

  // Also with an offset of a quarter hour from UTC, so that no local day equals a UTC day.
  it.each(['UTC', 'Asia/Kathmandu', 'Pacific/Apia'])('over time, in %s', async (time_zone) => {
    const days = { from_date: day(20), to_date: day(6), time_zone }
    const range = { ...days, grain: 'week' }
    const failing: [string, number, number][] = []
    const check = async (address: string, told: number) => {
      const found = await rowsAt(client, address)
      if (found !== told) failing.push([address, told, found])
    }
    const read = async <Row>(name: string, args: object) => {
      const { data, error } = await client.rpc(name as never, args as never)
      if (error) throw error
      return data as unknown as (Row & { starts_at: string; ends_at: string })[]
    }
    const span = (row: { starts_at: string; ends_at: string }) => momentsFilter(row.starts_at, row.ends_at)

    const sessions = await read<{ sessions: number }>('engagement_activity', range)
    expect(sessions.length).toBeGreaterThan(1)
    for (const row of sessions) await check(`/engagement-sessions?started_at=${span(row)}`, row.sessions)
    for (const row of await read<Record<'posts' | 'comments' | 'reactions', number>>(
      'community_activity',
      range,
    )) {
      await check(`/community-posts?created_at=${span(row)}`, row.posts)
      await check(`/post-comments?created_at=${span(row)}`, row.comments)
      await check(`/post-reactions?created_at=${span(row)}`, row.reactions)
    }
    const matches = new Map<string, number>()
    for (const row of await read<{ matches: number }>('match_outcomes', range))
      matches.set(span(row), (matches.get(span(row)) ?? 0) + row.matches)
    for (const [moments, told] of matches) await check(`/matches?created_at=${moments}`, told)
    for (const row of await read<{ step: number; members: number | null }>('member_funnel', days))
      if (row.members !== null) await check(membersFrom(row.step, span(row)), row.members)
    const reached = await read<{ id: string; started: number | null }>('content_reach', {
      ...days,
      kind: 'game',
    })
    for (const row of reached.slice(0, 6))
      if (row.started !== null) await check(places.game.rowsAt(row.id, span(row)), row.started)
    const reasons = await read<ReasonCount>('moderation_reason_counts', range)
    expect(reasons.length).toBeGreaterThan(3)
    for (const row of reasons.slice(0, 8))
      await check(decisionsWith(span(row), row.reason_code), row.decisions)
    const failures = await read<Parameters<typeof failedActions>[0] & { failures: number }>(
      'bot_failures',
      days,
    )
    expect(failures.length).toBeGreaterThan(0)
    for (const row of failures.slice(0, 8)) await check(failedActions(row, span(row)), row.failures)
    const verdicts = (await client.rpc('bot_calibration', days)).data ?? []
    expect(verdicts.length).toBeGreaterThan(0)
    for (const { bucket, reviewed } of calibration(verdicts))
      await check(reviewedActions(bucket, span(verdicts[0]!)), reviewed)
    const actions = new Map<string, number>()
    for (const row of await read<{ bot_id: string; actions: number }>('bot_costs', range)) {
      const key = `created_at=${span(row)}&bot_id=any:${row.bot_id}`
      actions.set(key, (actions.get(key) ?? 0) + row.actions)
    }
    expect(actions.size).toBeGreaterThan(0)
    for (const [query, told] of actions) await check(`/bot-actions-log?${query}`, told)
    expect(failing).toEqual([])
  })

  it.each(['UTC', 'Asia/Kathmandu'])(
    'of members in groups, cohorts and streaks, in %s',
    async (time_zone) => {
      const days = { from_date: day(20), to_date: day(6), time_zone }
      const failing: unknown[] = []
      const named = async (args: object, told: number) => {
        const { data, error } = await client.rpc('engagement_members', { ...days, ...args })
        const ids = new Set((data ?? []).map(({ id }) => id))
        const found = data?.[0]?.found ?? 0
        if (found !== told || ids.size !== Math.min(told, 100))
          failing.push([args, told, found, error?.message])
      }
      let grouped = 0
      for (const split_by of ['plan', 'city', 'age_band', 'sign_up_month']) {
        const { data } = await client.rpc('engagement_split', { ...days, split_by })
        const groups = (data ?? []).filter(({ segment }) => segment !== null).slice(0, 4)
        grouped += groups.length
        for (const { segment, active_members } of groups) await named({ split_by, segment }, active_members)
      }
      expect(grouped).toBeGreaterThan(2)
      const { data: weeks } = await client.rpc('engagement_lifecycle', { ...days, grain: 'week' })
      expect(weeks?.length).toBeGreaterThan(1)
      for (const { period_start, active_members } of weeks ?? []) {
        const last = new Date(Date.parse(period_start) + 6 * 86_400_000).toISOString().slice(0, 10)
        await named({ from_date: period_start, to_date: last }, active_members)
      }
      const { data: streaks } = await client.rpc('engagement_streaks', { to_date: day(1), time_zone })
      for (const { at_least, at_most, members, last_day } of streaks ?? [])
        if (members >= 5) await named({ from_date: last_day, to_date: last_day, at_least, at_most }, members)
      const { data: cells } = await client.rpc('engagement_retention', {
        to_date: day(6),
        time_zone,
        weeks: 53,
      })
      const told = (cells ?? []).filter(({ active_members }) => active_members !== null)
      expect(told.length).toBeGreaterThan(0)
      for (const { cohort_start, week, active_members } of told.slice(-8)) {
        const from = new Date(Date.parse(cohort_start) + week * 7 * 86_400_000)
        const to = new Date(from.getTime() + 6 * 86_400_000)
        const [from_date, to_date] = [from, to].map((one) => one.toISOString().slice(0, 10))
        await named({ from_date, to_date, cohort: cohort_start }, active_members)
      }
      expect(failing).toEqual([])
    },
  )

  it('are told of every day of three years, however many rows the server gives at once', async () => {
    const days = { from_date: day(1094), to_date: day(1), time_zone: 'UTC', grain: 'day' }
    const rpc = createRpc(createDataProvider(client))
    const rows = await rpc('engagement_activity', days, { method: 'get' })
    expect(rows.length).toBe(1094)
    expect([rows[0]?.period_start, rows.at(-1)?.period_start]).toEqual([days.from_date, days.to_date])
    const matches = await rpc('match_outcomes', days, { method: 'get' })
    expect(matches.at(-1)?.period_start).toBe(days.to_date)
  })

  it('of use, by plan and by how much', async () => {
    const now = new Date()
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1))
      .toISOString()
      .slice(0, 10)
    const { data: plans } = await client.rpc('usage_by_plan', { month })
    const { data: bands } = await client.rpc('usage_spread', { month })
    expect(plans?.length).toBeGreaterThan(3)
    for (const { feature, plan_id, members } of (plans ?? []).filter(({ together }) => !together).slice(0, 8))
      expect(await rowsAt(client, rowsOfUse({ month, feature, plan: plan_id })), feature).toBe(members)
    for (const { feature, at_least, at_most, members } of (bands ?? []).slice(0, 8)) {
      const used = at_most === null ? `from:${at_least}` : `between:${at_least},${at_most}`
      expect(await rowsAt(client, `${rowsOfUse({ month, feature })}&used=${used}`), feature).toBe(members)
    }
  })

  it('of what a line is drawn on, and the line itself is not crossed by what lies on it', async () => {
    const rowFigures = [
      ...['sessions', 'sign_ups', 'posts', 'comments', 'reactions', 'matches', 'decisions', 'reports'],
      ...['failed_runs', 'bounced_mails', 'bot_actions', 'bot_failures', 'bot_incidents', 'failed_payments'],
    ]
    const line = { direction: 'below', threshold: 1e9, period: 'month', team: 'admin' }
    await client
      .from('chart_lines')
      .insert(rowFigures.map((figure) => ({ ...line, figure })))
      .throwOnError()
    const crossed = async () => (await client.rpc('crossed_lines').throwOnError()).data ?? []
    const lines = (await crossed()).filter(({ threshold }) => Number(threshold) === 1e9)
    expect(lines.map(({ figure }) => figure).sort()).toEqual([...rowFigures].sort())
    const failing: unknown[] = []
    for (const { id, figure, value, address } of lines) {
      const found = await rowsAt(client, address)
      if (found !== Number(value)) failing.push([figure, address, value, found])
      await client
        .from('chart_lines')
        .update({ threshold: Number(value) })
        .eq('id', id)
        .throwOnError()
    }
    expect(failing).toEqual([])
    expect((await crossed()).filter(({ id }) => lines.some((one) => one.id === id))).toEqual([])
  })

  it('of the funnel, whole and by each of its groups, and of what arrives', async () => {
    const days = { from: day(60), to: day(1) }
    const failing: unknown[] = []
    const check = async (address: string | undefined, told: number) => {
      const found = address && (await rowsAt(client, address))
      if (found !== told) failing.push([address, told, found])
    }
    const funnel = async (by_what: string) => {
      const args = { from_date: days.from, to_date: days.to, time_zone: viewerZone, by_what }
      return (await client.rpc('outreach_funnel', args)).data as unknown as Stages[]
    }
    const [all] = await funnel('all')
    for (const { key, rows, share } of stages) {
      await check(rows(days), Number(all?.[key]))
      if (share?.rows && share.part) await check(share.rows(days), Number(all?.[share.part]))
    }
    for (const by of Object.keys(groupings) as Grouping[]) {
      const groups = await funnel(by)
      expect(groups.length, by).toBeGreaterThan(0)
      // The largest group, and the rows without a group.
      const looked = [...groups.slice(0, 1), ...groups.filter(({ key }) => key === null)]
      for (const group of looked)
        for (const stage of stagesOf(by).filter(({ key }) => Number(group[key]) > 0))
          await check(groupRows(stage, by, group.key, days), Number(group[stage.key]))
    }
    const { data } = await client.rpc('outreach_health')
    for (const health of (data as unknown as Health[]).filter(({ sent }) => sent > 0).slice(0, 4)) {
      await check(healthRows(health), health.sent)
      await check(healthRows(health, 'bounced'), health.bounced)
    }
    expect(failing).toEqual([])
  })
})
