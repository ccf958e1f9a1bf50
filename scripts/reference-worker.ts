/**
 * A worker that sends nothing: it claims what is due, writes each mail to the console and reports it as sent. It shows
 * the order of the calls that a real one makes (docs/worker-contract.md), and is enough to try a sequence out.
 *
 * Needs SUPABASE_URL and SUPABASE_SECRET_KEY. `--once` ends when nothing is due.
 */
import { createClient } from '@supabase/supabase-js'

interface ClaimedMail {
  id: number
  to_email: string
  subject: string
}

const url = process.env.SUPABASE_URL
const key = process.env.SUPABASE_SECRET_KEY
if (!url || !key) {
  console.error('Set SUPABASE_URL and SUPABASE_SECRET_KEY: workers sign in with the secret key.')
  process.exit(1)
}
const once = process.argv.includes('--once')
const name = `reference-worker ${process.pid}`
const database = createClient(url, key, { auth: { persistSession: false } })

/** Calls a function of the database; an error ends the worker, and what it had claimed is marked by mark_missed. */
async function call<T>(fn: string, args: Record<string, unknown>): Promise<T> {
  const { data, error } = await database.rpc(fn, args)
  if (error) throw new Error(`${fn}: ${error.message}`)
  return data as T
}

async function sendOne(mail: ClaimedMail): Promise<void> {
  // Asked once more right before it leaves: somebody may have said no since the claim.
  const { go, why } = await call<{ go: boolean; why?: string }>('report_send', {
    id: mail.id,
    event: 'sending',
  })
  if (!go) {
    console.log(`not sent to ${mail.to_email}: ${why}`)
    return
  }
  console.log(`“${mail.subject}” to ${mail.to_email}`)
  await call('report_send', { id: mail.id, event: 'sent', provider_id: `reference-${mail.id}` })
}

for (;;) {
  await call('mark_missed', {})
  const mails = await call<ClaimedMail[]>('claim_due_sends', { n: 50, worker: name })
  for (const mail of mails) await sendOne(mail)
  if (mails.length > 0) continue
  if (once) break
  await new Promise((resolve) => setTimeout(resolve, 30_000))
}
