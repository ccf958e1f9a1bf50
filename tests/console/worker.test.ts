import { expect, it } from 'vitest'
import { connect, sendDue } from '../../scripts/reference-worker.ts'
import { backendUrl, resetBackend, secretKey, sql } from '../support/backend.ts'

it('the reference worker sends what is due, and not to whoever objects between claim and sending', async () => {
  await resetBackend()
  // No other enrollment is due, and sending is allowed at any hour.
  await sql('update public.sequence_enrollments set next_send_at = null')
  await sql(
    `update public.outreach_sequences set send_from = '00:00', send_until = '23:59:59' where state = 'active'`,
  )
  const due = await sql<{ id: string; lead_id: string }>(`
    update public.sequence_enrollments set next_send_at = now() - interval '1 minute' where id in (
      select e.id from public.sequence_enrollments e join public.outreach_sequences s on s.id = e.sequence_id join public.leads l on l.id = e.lead_id
      where e.state = 'active' and s.state = 'active' and l.state <> 'rejected' and e.current_step = 1 and private.lead_block(l) is null order by e.id limit 2)
    returning id, lead_id`)
  const call = connect(backendUrl(), await secretKey())
  const lines: string[] = []
  const sent = await sendDue(
    async (fn, args) => {
      const answer = await call(fn, args)
      if (fn === 'claim_due_sends' && lines.length === 0) {
        await sql(`update public.leads set consent = 'objected' where id = $1`, [due[0]?.lead_id])
      }
      return answer as never
    },
    'test',
    (line) => lines.push(line),
  )
  expect({ sent, refused: lines.filter((line) => line.startsWith('not sent')).length }).toEqual({
    sent: 1,
    refused: 1,
  })
  expect(
    await sql(
      `select e.id, e.state, e.current_step from public.sequence_enrollments e where e.id = any ($1) order by e.id = $2`,
      [due.map(({ id }) => id), due[0]?.id],
    ),
  ).toEqual([
    { id: due[1]?.id, state: 'active', current_step: 2 },
    { id: due[0]?.id, state: 'stopped', current_step: 1 },
  ])
  await expect(connect(backendUrl(), 'sb_secret_wrong')('mark_missed', {})).rejects.toThrow()
})
