import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import type { InferOutput } from 'valibot'
import { beforeSignOut } from '@/ui/signOutTasks'
import type { claimedItems } from './results'
import { type ItemRef, keyOf } from './types'

/** How long an item is viewed before it is claimed, in milliseconds; a routine decision is made sooner. */
const claimDelayMs = 1200
/** Renewed well within the five minutes after which the database lets a claim expire. */
const renewIntervalMs = 2 * 60_000
const idleAfter = 5 * 60_000

/** The result of one claim. */
export type ClaimedItem = InferOutput<typeof claimedItems>[number]

/** The API that claims are sent to. */
export interface ClaimsApi {
  claim: (items: readonly ItemRef[], takeOver?: boolean) => Promise<ClaimedItem[]>
  /** Releases those items, or all. */
  release: (items?: readonly ItemRef[]) => Promise<unknown>
  renew: () => Promise<unknown>
}

interface ClaimsOptions {
  /** Must be the same object in every render. */
  api: ClaimsApi
  /** The current item, while nobody has decided on it. */
  focus: ItemRef | undefined
  /** The person had already claimed it before: it stays claimed when they move on. */
  isMine: boolean
  /** Called when claims have changed, so that the displayed claims are read again. */
  onChange: () => void
  /** Called when the person was inactive and their claims were released. */
  onIdle: () => void
}

/**
 * Shows colleagues who works on which item: claims an item after a moment or on request, renews the claim while the
 * person works, and releases it when they leave or are inactive. A failed claim does not block work.
 */
export function useClaims({ api, focus, isMine, onChange, onIdle }: ClaimsOptions) {
  /** Claimed on request, and kept while another item is current. */
  const asked = useRef(new Set<string>())
  const active = useRef(Date.now())
  const holds = useRef(false)
  const key = focus && keyOf(focus)

  const changed = useEffectEvent(onChange)
  const idled = useEffectEvent(onIdle)
  const item = useEffectEvent(() => focus)
  const isOwn = useEffectEvent(() => isMine)

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for another item, not for a new object of the same item
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
      // Somebody else has claimed it: the list shows that at once.
      else changed()
    }, claimDelayMs)
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
    }, renewIntervalMs)
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

  /** Items claimed on request stay claimed while the person views others. */
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
