import * as v from 'valibot'

const maybeText = v.nullish(v.string())

/** A bot's classification of a reply, and its suggested answer. */
const botWord = v.object({
  id: v.number(),
  bot: v.string(),
  at: v.string(),
  confidence: v.nullable(v.number()),
  intent: maybeText,
  text: maybeText,
})

/** A reply with everything that an answer needs; null if it no longer exists. */
export const replyContext = v.nullable(
  v.object({
    reply: v.looseObject({ id: v.string(), subject: v.nullable(v.string()), body: v.string() }),
    lead: v.nullable(v.record(v.string(), v.unknown())),
    thread: v.array(
      v.object({
        kind: v.picklist(['sent', 'reply']),
        id: v.union([v.string(), v.number()]),
        at: v.string(),
        subject: v.nullable(v.string()),
        body: v.nullable(v.string()),
        state: maybeText,
        answered: v.nullish(v.boolean()),
        this: v.nullish(v.boolean()),
        intent: maybeText,
        handled_at: maybeText,
        handling_note: maybeText,
      }),
    ),
    classified: v.nullable(botWord),
    draft: v.nullable(botWord),
  }),
)
