import { type Intent, isUnsent, type OutboxEntry, type Seen } from './outboxEntries'
import { type DecisionOutcome, type ItemRef, keyOf } from './types'

/** The API that decisions are sent to. */
export interface DecisionApi {
  decide: (decisions: readonly Sending[]) => Promise<readonly DecisionOutcome[]>
  undo: (decisionId: number, clientKey: string) => Promise<DecisionOutcome>
}

/** One decision as the database accepts it. */
export interface Sending extends ItemRef {
  version: number
  decision_seen: number | null
  decision: string
  reason_code?: string
  note?: string
  over_claim?: boolean
  client_key: string
}

/** The decisions in the outbox, and the problem that delays them. */
export interface OutboxState<S extends OutboxEntry = OutboxEntry> {
  sent: readonly S[]
  /** How many decisions and undos have no answer yet. */
  unsent: number
  /** The last try failed: unsent decisions wait for the next one. */
  problem?: unknown
}

interface OutboxOptions {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  storageKey: string
  newKey?: () => string
  now?: () => number
}

/** Milliseconds before the next try, by the number of failed ones. */
const pauses = [1000, 2000, 4000, 8000, 15_000]
/** The most decisions of one request: a small one is answered soon, and decisions made meanwhile go with the next. */
const batchSize = 25
/** The most settled decisions kept for undo. */
const maxKept = 120

/**
 * The outbox of one person's decisions. It accepts them at once and sends them in order, so that nobody waits for the
 * network. It is kept in `storage`, so that neither a reload nor a lost connection loses a decision; each has an
 * idempotency key, so that sending it again has no effect. Nothing is sent before `start`.
 */
export class Outbox<D extends string = string, T extends string = string> {
  readonly #storage: OutboxOptions['storage']
  readonly #storageKey: string
  readonly #newKey: () => string
  readonly #now: () => number
  readonly #listeners = new Set<() => void>()
  #state: OutboxState<OutboxEntry<D, T>>
  /** If several pages use the outbox, the API of the newest one sends. */
  #apis: readonly DecisionApi[] = []
  #busy = false
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor({ storage, storageKey, newKey = () => crypto.randomUUID(), now = Date.now }: OutboxOptions) {
    this.#storage = storage
    this.#storageKey = storageKey
    this.#newKey = newKey
    this.#now = now
    this.#state = withUnsentCount(restore<OutboxEntry<D, T>>(storage, storageKey))
  }

  // Arrow functions, because these are passed on to hooks and buttons without the object.

  /** Calls the listener after each change until the returned function is called. */
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The current state of the outbox. */
  readonly getSnapshot = () => this.#state

  /** Retries unsent decisions now. */
  readonly retry = () => {
    this.#failures = 0
    void this.#run()
  }

  /** Begins to send, until the returned function is called. */
  start(to: DecisionApi) {
    this.#apis = [...this.#apis, to]
    void this.#run()
    const again = () => {
      this.#failures = 0
      void this.#run()
    }
    globalThis.addEventListener?.('online', again)
    return () => {
      globalThis.removeEventListener?.('online', again)
      this.#apis = this.#apis.filter((api) => api !== to)
      if (this.#apis.length === 0) clearTimeout(this.#timer)
    }
  }

  /** Takes over the decisions that a closed page left unsent. Returns their number. */
  adoptUnsent(left: readonly OutboxEntry<D, T>[]): number {
    const known = new Set(this.#state.sent.map(({ key }) => key))
    const others = left.filter(({ key }) => !known.has(key))
    if (others.length > 0) {
      this.#set([...others.map(asFound), ...this.#state.sent])
      void this.#run()
    }
    return others.length
  }

  /**
   * Applies one decision to each of the items, except those that name another one. The returned group undoes them
   * together.
   */
  decide(items: readonly (Seen<T> & { decision?: D })[], intent: Intent<D>): string {
    const group = this.#newKey()
    const those = new Set(items.map(keyOf))
    this.#set([
      // A new decision replaces a returned one on the same item.
      ...trimmed(
        this.#state.sent.filter((one) => !(one.status === 'returned' && those.has(keyOf(one.item)))),
        items.length,
      ),
      ...items.map(
        ({ decision, ...item }): OutboxEntry<D, T> => ({
          ...intent,
          ...(decision && { decision }),
          key: this.#newKey(),
          group,
          item: item as Seen<T>,
          at: this.#now(),
          status: 'waiting',
        }),
      ),
    ])
    void this.#run()
    return group
  }

  /** Undoes the decisions of one key press: unsent ones are dropped, the others are undone in the database. */
  undo(group: string) {
    this.#set(
      this.#state.sent.flatMap((one): OutboxEntry<D, T>[] => {
        if (one.group !== group || one.status === 'returned' || one.undo) return [one]
        if (one.status === 'waiting' && !one.mayBeApplied) return []
        return [{ ...one, undo: { key: this.#newKey(), status: 'waiting' } }]
      }),
    )
    void this.#run()
  }

  /** Undoes an earlier decision, made here or elsewhere. */
  undoPast({
    id,
    decision,
    reason_label,
    ...item
  }: Seen<T> & { id: number; decision: D; reason_label?: string }) {
    const key = this.#newKey()
    const outcome: DecisionOutcome = {
      ...{ item_type: item.item_type, item_id: item.item_id, result: 'applied', decision_id: id, decision },
      ...{ state_before: '', state_after: '', by: '', by_name: '', at: '', repeated: true },
    }
    const undo = { key: this.#newKey(), status: 'waiting' as const }
    this.#set([
      ...trimmed(this.#state.sent, 1),
      {
        key,
        group: key,
        item: item as unknown as Seen<T>,
        decision,
        reason_label,
        at: this.#now(),
        status: 'applied',
        outcome,
        undo,
      },
    ])
    void this.#run()
  }

  /** Removes a returned decision, or a returned undo. */
  leave(key: string) {
    const one = this.#state.sent.find((other) => other.key === key)
    if (one?.status === 'returned') this.#set(this.#state.sent.filter((other) => other.key !== key))
    else if (one?.undo?.status === 'returned') this.#change(key, { undo: { ...one.undo, left: true } })
  }

  #set(sent: readonly OutboxEntry<D, T>[], problem = this.#state.problem) {
    this.#state = withUnsentCount(sent, problem)
    // An answer may arrive after sign-out, when no page uses the outbox: then settled decisions are not kept.
    const kept = this.#state.sent.filter(
      (one) => this.#apis.length > 0 || isUnsent(one) || one.status === 'returned',
    )
    try {
      if (kept.length > 0) this.#storage.setItem(this.#storageKey, JSON.stringify(kept))
      else this.#storage.removeItem(this.#storageKey)
    } catch {
      // Without storage the decisions last until the tab is closed, and the person is warned when leaving.
    }
    for (const listener of [...this.#listeners]) listener()
  }

  #change(key: string, values: Partial<OutboxEntry<D, T>>) {
    this.#set(this.#state.sent.map((one) => (one.key === key ? { ...one, ...values } : one)))
  }

  #changeUndo(key: string, values: Partial<NonNullable<OutboxEntry<D, T>['undo']>>) {
    this.#set(
      this.#state.sent.map((one) =>
        one.undo?.key === key
          ? { ...one, undo: { ...one.undo, ...values } as OutboxEntry<D, T>['undo'] }
          : one,
      ),
    )
  }

  /**
   * The newest of our own decisions on the item, so that a change made by ourselves since the row was read is not a
   * conflict.
   */
  #lastOwnDecision(item: ItemRef): number {
    let last = 0
    for (const one of this.#state.sent) {
      if (keyOf(one.item) !== keyOf(item)) continue
      for (const outcome of [one.outcome, one.undo?.outcome]) {
        if (outcome?.result === 'applied') last = Math.max(last, outcome.decision_id)
      }
    }
    return last
  }

  /** The next request: decisions from the oldest on, up to one that depends on an answer, or a single undo. */
  #next(): { decisions: OutboxEntry<D, T>[] } | { undo: OutboxEntry<D, T> } | undefined {
    const decisions: OutboxEntry<D, T>[] = []
    const items = new Set<string>()
    for (const one of this.#state.sent) {
      const item = keyOf(one.item)
      if (one.status === 'waiting') {
        if (items.has(item) || decisions.length === batchSize) break
        items.add(item)
        decisions.push(one)
      }
      if (one.undo?.status === 'waiting') {
        if (decisions.length > 0) break
        return { undo: one }
      }
    }
    return decisions.length > 0 ? { decisions } : undefined
  }

  async #run() {
    const api = this.#apis.at(-1)
    if (this.#busy || !api) return
    const going = this.#next()
    if (!going) return
    this.#busy = true
    clearTimeout(this.#timer)
    try {
      if ('undo' in going) await this.#sendUndo(going.undo, api)
      else await this.#sendDecisions(going.decisions, api)
      this.#failures = 0
      this.#busy = false
      if (this.#state.problem) this.#set(this.#state.sent, null)
      void this.#run()
    } catch (problem) {
      this.#busy = false
      const pause = pauses[Math.min(this.#failures, pauses.length - 1)]
      this.#failures += 1
      this.#set(
        this.#state.sent.map((one) => ({
          ...one,
          ...(one.status === 'sending' && { status: 'waiting' as const, mayBeApplied: true }),
          ...(one.undo?.status === 'sending' && { undo: { ...one.undo, status: 'waiting' as const } }),
        })),
        problem,
      )
      this.#timer = setTimeout(() => void this.#run(), pause)
    }
  }

  async #sendDecisions(decisions: readonly OutboxEntry<D, T>[], { decide }: DecisionApi) {
    const keys = new Set(decisions.map(({ key }) => key))
    this.#set(this.#state.sent.map((one) => (keys.has(one.key) ? { ...one, status: 'sending' } : one)))
    let outcomes: readonly DecisionOutcome[]
    try {
      outcomes = await decide(decisions.map((one) => this.#toSending(one)))
      if (!Array.isArray(outcomes) || outcomes.length !== decisions.length)
        throw new Error('The answer does not say what came of each decision.')
    } catch (error) {
      if (isRetryable(error)) throw error
      // One invalid decision would block all others, so each is then sent separately.
      if (decisions.length > 1) {
        for (const one of decisions) await this.#sendDecisions([one], { decide } as DecisionApi)
        return
      }
      outcomes = [{ ...decisions[0]!.item, result: 'refused', why: errorText(error) }]
    }
    const answers = new Map(decisions.map(({ key }, index) => [key, outcomes[index]]))
    this.#set(
      this.#state.sent.map((one) => {
        if (!keys.has(one.key)) return one
        const outcome = answers.get(one.key)
        if (!outcome) return { ...one, status: 'waiting', mayBeApplied: true }
        return outcome.result === 'applied'
          ? { ...one, status: 'applied', outcome }
          : { ...one, status: 'returned', outcome, undo: undefined }
      }),
    )
  }

  #toSending({ key, item, decision, reason_code, note }: OutboxEntry<D, T>): Sending {
    return {
      item_type: item.item_type,
      item_id: item.item_id,
      version: item.version,
      decision_seen: Math.max(item.decision_seen ?? 0, this.#lastOwnDecision(item)) || null,
      decision,
      ...(reason_code && { reason_code }),
      ...(note && { note }),
      ...(item.over_claim && { over_claim: true }),
      ...item.also,
      ...item.said,
      client_key: key,
    }
  }

  async #sendUndo({ undo: wanted, outcome, item }: OutboxEntry<D, T>, { undo }: DecisionApi) {
    if (!wanted || outcome?.result !== 'applied') return
    this.#changeUndo(wanted.key, { status: 'sending' })
    let answer: DecisionOutcome
    try {
      answer = await undo(outcome.decision_id, wanted.key)
    } catch (error) {
      if (isRetryable(error)) throw error
      answer = { ...item, result: 'refused', why: errorText(error) }
    }
    this.#changeUndo(wanted.key, {
      status: answer.result === 'applied' ? 'done' : 'returned',
      outcome: answer,
    })
  }
}

function withUnsentCount<S extends OutboxEntry>(sent: readonly S[], problem?: unknown): OutboxState<S> {
  let unsent = 0
  for (const { status, undo } of sent) {
    if (status === 'waiting' || status === 'sending') unsent += 1
    if (undo && status === 'applied' && (undo.status === 'waiting' || undo.status === 'sending')) unsent += 1
  }
  return { sent, unsent, problem: unsent > 0 ? (problem ?? undefined) : undefined }
}

/** Makes room by dropping the oldest settled decisions. */
function trimmed<S extends OutboxEntry>(sent: readonly S[], more: number): S[] {
  let excess = sent.length + more - maxKept
  return sent.filter((one) => {
    const settled = one.status === 'applied' && (!one.undo || one.undo.status === 'done')
    if (!settled || excess <= 0) return true
    excess -= 1
    return false
  })
}

/** An entry of a page that was left, perhaps before the answer arrived. */
function asFound<S extends OutboxEntry>(one: S): S {
  return {
    ...one,
    ...(one.status === 'sending' && { status: 'waiting' as const, mayBeApplied: true }),
    ...(one.undo?.status === 'sending' && { undo: { ...one.undo, status: 'waiting' as const } }),
  }
}

function restore<S extends OutboxEntry>(storage: OutboxOptions['storage'], key: string): S[] {
  try {
    const sent = JSON.parse(storage.getItem(key) ?? '[]') as S[]
    if (!Array.isArray(sent)) return []
    return sent.map(asFound)
  } catch {
    return []
  }
}

/** Whether the same request may succeed later: the error does not concern the decision itself. */
function isRetryable(error: unknown): boolean {
  const kind = error instanceof Object && 'kind' in error ? String(error.kind) : ''
  return !['invalid', 'forbidden', 'gone'].includes(kind)
}

function errorText(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'The database refused it.'
}
