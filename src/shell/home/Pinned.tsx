import { useList } from '@refinedev/core'
import { type ComponentType, Suspense, useMemo, useState } from 'react'
import { PinnedParams } from '@/charts/params'
import type { PinnableChart } from '@/resource/define'
import { useEntries } from '@/resource/entries'
import { createLoader } from '@/resource/loadResource'
import type { TableRow } from '@/supabase/rows'
import { LoadingState } from '@/ui/states'

type Pin = Pick<TableRow<'chart_pins'>, 'id' | 'chart' | 'address'>

const pinnable = createLoader<{ default: ComponentType }>()

/** The charts that the person pinned, each with its settings. */
export function Pinned({ charts }: { charts: readonly PinnableChart[] }) {
  const { mayOpen } = useEntries()
  const { result } = useList<Pin>({
    resource: 'chart_pins',
    pagination: { pageSize: 100 },
    sorters: [{ field: 'created_at', order: 'asc' }],
    meta: { count: 'none' },
    errorNotification: false,
  })
  const pins = (result?.data ?? []).flatMap((pin) => {
    const chart = charts.find(({ key }) => key === pin.chart)
    return chart && mayOpen(chart) ? [{ pin, chart }] : []
  })
  if (pins.length === 0) return null
  return (
    <section aria-labelledby="pinned">
      <h2 id="pinned" className="above-12 below-8 quiet small medium">
        Your charts
      </h2>
      {pins.map(({ pin, chart }) => (
        <Suspense key={pin.id} fallback={<LoadingState shape="text" />}>
          <PinnedChart pin={pin} chart={chart} />
        </Suspense>
      ))}
    </section>
  )
}

function PinnedChart({ pin, chart }: { pin: Pin; chart: PinnableChart }) {
  const { default: Content } = pinnable.useLoaded(chart.key, chart.load)
  const [params, setParams] = useState<ReadonlyMap<string, string>>(
    () =>
      new Map(
        [...new URLSearchParams(pin.address)].map(([name, value]) => [name.replace(/^chart\./, ''), value]),
      ),
  )
  const value = useMemo(
    () => ({
      get: (name: string) => params.get(name),
      latest: (name: string) => params.get(name),
      set: (changes: Record<string, string | undefined>) =>
        setParams((old) => {
          const next = new Map(old)
          for (const [name, value] of Object.entries(changes)) {
            if (value === undefined) next.delete(name)
            else next.set(name, value)
          }
          return next
        }),
    }),
    [params],
  )
  return (
    <PinnedParams value={value}>
      <Content />
    </PinnedParams>
  )
}
