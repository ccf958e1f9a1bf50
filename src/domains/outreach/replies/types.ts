import type { Sent as QueueSent } from '@/resource/queue/sent'
import type { ItemRef } from '@/resource/queue/types'

/** What can be decided about a reply. */
export type Decision = 'handled' | 'unsubscribe' | 'convert' | 'later' | 'assign'

/** A decision about a reply on its way, or what came of it. */
export type Sent = QueueSent<Decision, 'reply'>

/** A reply in the inbox. */
export interface Reply extends ItemRef<'reply'> {
  title: string
  author_name: string
  decision_seen: number | null
  subject: string | null
  excerpt: string
  received_at: string
  sentiment: string
  intent: string
  lead_id: string | null
  lead_state: string | null
  owner_id: string | null
  owner_name: string | null
  is_mine: boolean | null
  claimed_by: string | null
  claimed_name: string | null
  claimed_mine: boolean | null
  handled_at: string | null
  handled_name: string | null
  handling_note: string | null
  waiting: number
}

/** A mail or a reply of the thread. */
export interface ThreadPart {
  kind: 'sent' | 'reply'
  id: string | number
  at: string
  subject: string | null
  body: string | null
  template?: boolean
  state?: string
  answered?: boolean
  this?: boolean
  intent?: string
  handled_at?: string | null
  handling_note?: string | null
}

/** What a bot made of a reply. */
export interface BotWord {
  id: number
  bot: string
  at: string
  confidence: number | null
  intent?: string | null
  text?: string | null
}

/** One reply with all that is needed to answer it. */
export interface ReplyContext {
  reply: { id: string; subject: string | null; body: string }
  lead: Record<string, unknown> | null
  thread: ThreadPart[]
  classified: BotWord | null
  draft: BotWord | null
}

/** Which replies are shown; all of it in the address. */
export const views = { waiting: 'Waiting', mine: 'Mine', done: 'Done' } as const
export type View = keyof typeof views

/** A decision as it was made. */
export const doneLabels: Record<Decision, string> = {
  handled: 'Handled',
  unsubscribe: 'Unsubscribed',
  convert: 'Converted',
  later: 'Put off',
  assign: 'Assigned',
}

/** The decisions with their keys, in the order of the bar. */
export const decisions: readonly { decision: Decision; verb: string; key: string; asks?: boolean }[] = [
  { decision: 'handled', verb: 'Handled', key: 'h' },
  { decision: 'later', verb: 'Later', key: 't', asks: true },
  { decision: 'convert', verb: 'Converted', key: 'c' },
  { decision: 'assign', verb: 'Assign', key: 'a', asks: true },
  { decision: 'unsubscribe', verb: 'Unsubscribe', key: 'n' },
]
