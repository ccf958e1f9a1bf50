import type { InferOutput } from 'valibot'
import type { OutboxEntry as QueueEntry } from '@/resource/queue/outboxEntries'
import type { ItemRef } from '@/resource/queue/types'
import type { RowOfResult } from '@/supabase/rpc'
import type { replyContext } from './results'

/** The decisions about a reply. */
export type Decision = 'handled' | 'unsubscribe' | 'convert' | 'later' | 'assign'

/** A decision about a reply in the outbox, with its outcome once there is one. */
export type OutboxEntry = QueueEntry<Decision, 'reply'>

/** A reply in the inbox. */
export type Reply = RowOfResult<'reply_inbox'> & ItemRef<'reply'>

/** An email or a reply in the thread. */
export type ThreadPart = ReplyContext['thread'][number]

/** A bot's classification of a reply, and its suggested answer. */
export type BotWord = NonNullable<ReplyContext['draft']>

/** A reply with everything that an answer needs. */
export type ReplyContext = NonNullable<InferOutput<typeof replyContext>>

/** The views of the inbox; the selected one is stored in the URL. */
export const views = { waiting: 'Waiting', mine: 'Mine', done: 'Done' } as const
export type View = keyof typeof views

/** Labels of decisions in the past tense. */
export const doneLabels: Record<Decision, string> = {
  handled: 'Handled',
  unsubscribe: 'Unsubscribed',
  convert: 'Converted',
  later: 'Put off',
  assign: 'Assigned',
}

/** The decisions with their keys, in the order of the buttons. */
export const decisions: readonly { decision: Decision; verb: string; key: string; asks?: boolean }[] = [
  { decision: 'handled', verb: 'Handled', key: 'h' },
  { decision: 'later', verb: 'Later', key: 't', asks: true },
  { decision: 'convert', verb: 'Converted', key: 'c' },
  { decision: 'assign', verb: 'Assign', key: 'a', asks: true },
  { decision: 'unsubscribe', verb: 'Unsubscribe', key: 'n' },
]
