import type { InferOutput } from 'valibot'
import type { Sent as QueueSent } from '@/resource/queue/sent'
import type { ItemRef } from '@/resource/queue/types'
import type { RowOfResult } from '@/supabase/rpc'
import type { replyContext } from './results'

/** What can be decided about a reply. */
export type Decision = 'handled' | 'unsubscribe' | 'convert' | 'later' | 'assign'

/** A decision about a reply on its way, or what came of it. */
export type Sent = QueueSent<Decision, 'reply'>

/** A reply in the inbox. */
export type Reply = RowOfResult<'reply_inbox'> & ItemRef<'reply'>

/** A mail or a reply of the thread. */
export type ThreadPart = ReplyContext['thread'][number]

/** What a bot made of a reply. */
export type BotWord = NonNullable<ReplyContext['draft']>

/** One reply with all that is needed to answer it. */
export type ReplyContext = NonNullable<InferOutput<typeof replyContext>>

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
