/**
 * A worker that sends nothing: it claims what is due, writes each mail to the console and reports it as sent. It shows
 * the order of the calls that a real one makes (docs/worker-contract.md), and is enough to try a sequence out.
 *
 * Works for the dev server on this machine (`--port` where it is not 5173), or for the project that SUPABASE_URL and
 * SUPABASE_SECRET_KEY name. `--once` ends when nothing is due.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { dataDirOf } from '../supabase/local/dataDir.ts'

interface ClaimedMail {
  id: number
  to_email: string
  from_email: string
  subject: string
}

/** Calls a function of the database as the service. */
type Call = <T>(fn: string, args: Record<string, unknown>) => Promise<T>

/** Signs in as a worker. An error of a call ends the worker; what it had claimed is marked by mark_missed. */
export function connect(url: string, key: string): Call {
  return async <T>(fn: string, args: Record<string, unknown>) => {
    const response = await fetch(`${url}/rest/v1/rpc/${fn}`, {
      method: 'POST',
      headers: { apikey: key, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(`${fn}: ${answer.message}`)
    return answer as T
  }
}

/** Takes what is due until nothing is, and returns how many mails were sent. */
export async function sendDue(call: Call, worker: string, say: (line: string) => void): Promise<number> {
  await call('mark_missed', {})
  let sent = 0
  while (true) {
    const mails = await call<ClaimedMail[]>('claim_due_sends', { n: 50, worker })
    if (mails.length === 0) return sent
    for (const mail of mails) {
      // Asked once more right before it leaves: somebody may have said no since the claim.
      const { go, why } = await call<{ go: boolean; why?: string }>('report_send', {
        id: mail.id,
        event: 'sending',
      })
      if (!go) {
        say(`not sent to ${mail.to_email}: ${why}`)
        continue
      }
      say(`“${mail.subject}” from ${mail.from_email} to ${mail.to_email}`)
      await call('report_send', { id: mail.id, event: 'sent', provider_id: `reference-${mail.id}` })
      sent += 1
    }
  }
}

/** Where to work and with which key: as the environment says, else the dev server with the key beside its database. */
function settings(): { url: string; key: string } {
  const { SUPABASE_URL: url, SUPABASE_SECRET_KEY: key } = process.env
  if (url && key) return { url, key }
  const file = join(dataDirOf(process.env), 'secret-key')
  if (!existsSync(file)) {
    throw new Error(
      `There is no ${file}: start \`npm run dev\` first, or set SUPABASE_URL and SUPABASE_SECRET_KEY.`,
    )
  }
  const at = process.argv.indexOf('--port')
  return {
    url: `http://localhost:${at > 0 ? process.argv[at + 1] : 5173}`,
    key: readFileSync(file, 'utf8').trim(),
  }
}

async function main(): Promise<void> {
  const { url, key } = settings()
  const call = connect(url, key)
  const name = `reference-worker ${process.pid}`
  console.log(`${name} works for ${url}; nothing is really sent.`)
  while (true) {
    // What is due of subscriptions: periods that renew, trials that end, drafts. Safe to repeat.
    await call('billing_advance', {})
    const sent = await sendDue(call, name, console.log)
    if (sent > 0) console.log(`${sent} sent`)
    if (process.argv.includes('--once')) return
    await new Promise((resolve) => setTimeout(resolve, 30_000))
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
