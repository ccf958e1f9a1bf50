import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import type { InferOutput } from 'valibot'
import { beforeSignOut } from '@/ui/signOutTasks'
import type { claimedItems } from './results'
import { type ItemRef, keyOf } from './types'

/** So long an item is looked at before colleagues are told; a routine decision is made sooner. Milliseconds. */
const dwell = 1200
/** Claims last five minutes, in the database's reckoning. */
const renewEvery = 2 * 60_000
const idleAfter = 5 * 60_000

/** What became of one claim. */
export type ClaimedItem = InferOutput<typeof claimedItems>[number]

/** Where claims go. */
export interface ClaimsApi {
  claim: (items: readonly ItemRef[], takeOver?: boolean) => Promise<ClaimedItem[]>
  /** Gives back those, or all. */
  release: (items?: readonly ItemRef[]) => Promise<unknown>
  renew: () => Promise<unknown>
}

interface ClaimsOptions {
  /** The same object in every render. */
  api: ClaimsApi
  /** The item that is looked at, while nobody has decided about it. */
  focus: ItemRef | undefined
  /** It was the person's own before they came to it: it stays theirs when they go on. */
  isMine: boolean
  /** Claims changed: what colleagues see is worth another look. */
  onChange: () => void
  /** The person has been away: their claims were given back. */
  onIdle: () => void
}

/**
 * Tells colleagues who is at what: claims what is looked at for longer than a moment and what is asked for, renews
 * while the person works, and gives it back when they leave or rest. A claim that fails keeps nobody from working.
 */
export function useClaims({ api, focus, isMine, onChange, onIdle }: ClaimsOptions) {
  /** Asked for, and kept although something else is looked at. */
  const asked = useRef(new Set<string>())
  const active = useRef(Date.now())
  const holds = useRef(false)
  const key = focus && keyOf(focus)

  const changed = useEffectEvent(onChange)
  const idled = useEffectEvent(onIdle)
  const item = useEffectEvent(() => focus)
  const isOwn = useEffectEvent(() => isMine)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another item begins anew; the same one as a new object does not
  useEffect(() => {
    const at = item()
    if (at && isOwn()) {
      asked.current.add(keyOf(at))
      holds.current = true
    }
    if (!at || asked.current.has(keyOf(at))) return
    const items = [{ item_type: at.item_type, item_id: at.item_id }]
    let claimed = false
    const timer = setTimeout(async () => {
      claimed = true
      const answer = await api.claim(items).catch(() => [])
      if (answer[0]?.result === 'claimed') holds.current = true
      // Somebody else has it: the list says so at once.
      else changed()
    }, dwell)
    return () => {
      clearTimeout(timer)
      if (claimed && !asked.current.has(keyOf(at))) {
        void api.release(items).catch(() => {})
      }
    }
  }, [api, key])

  useEffect(() => {
    const stir = () => {
      active.current = Date.now()
    }
    const timer = setInterval(() => {
      if (!holds.current) return
      if (Date.now() - active.current < idleAfter) void api.renew().catch(() => {})
      else giveBack()
    }, renewEvery)
    const giveBack = () => {
      holds.current = false
      asked.current.clear()
      void api.release().catch(() => {})
      idled()
    }
    const stirs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
    for (const stirring of stirs) window.addEventListener(stirring, stir, { passive: true })
    const stay = beforeSignOut(async () => {
      if (!holds.current) return
      holds.current = false
      await api.release()
    })
    return () => {
      stay()
      clearInterval(timer)
      for (const stirring of stirs) window.removeEventListener(stirring, stir)
      if (holds.current) void api.release().catch(() => {})
    }
  }, [api])

  /** What was asked for stays theirs while they look at something else. */
  const keep = useCallback((items: readonly ItemRef[]) => {
    for (const item of items) asked.current.add(keyOf(item))
    if (items.length > 0) holds.current = true
  }, [])

  const takeOver = useCallback(
    async (of: ItemRef): Promise<ClaimedItem | undefined> => {
      const items = [{ item_type: of.item_type, item_id: of.item_id }]
      const [answer] = await api.claim(items, true)
      if (answer?.result === 'claimed') keep([of])
      return answer
    },
    [api, keep],
  )

  return { keep, takeOver }
}
