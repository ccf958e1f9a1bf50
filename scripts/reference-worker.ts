/**
 * A worker that sends no email: it claims what is due, prints each email to the console and reports it as sent. It
 * shows the order of the calls of a real worker (docs/worker-contract.md), and is enough to try out a sequence.
 *
 * Works for the dev server on this machine (`--port` if it is not 5173), or for the project at SUPABASE_URL with
 * SUPABASE_SECRET_KEY. `--once` ends when nothing is due.
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

/** Calls a database function as the service role. */
type Call = <T>(fn: string, args: Record<string, unknown>) => Promise<T>

/** Signs in as a worker. An error of a call ends the worker; mark_missed later marks what it had claimed. */
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

/** Sends what is due until nothing is, and returns the number of emails sent. */
export async function sendDue(call: Call, worker: string, say: (line: string) => void): Promise<number> {
  await call('mark_missed', {})
  let sent = 0
  while (true) {
    const mails = await call<ClaimedMail[]>('claim_due_sends', { n: 50, worker })
    if (mails.length === 0) return sent
    for (const mail of mails) {
      // Checked again right before sending: somebody may have objected since the claim.
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

/** The project's address and key: from the environment, otherwise the dev server with the key beside its database. */
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
    // Advances what is due in subscriptions: renewals, ends of trials, drafts. Safe to repeat.
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
