import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { useChartParams } from '@/charts/params'
import type { ResourceEntry } from '@/resource/define'
import { useEntries } from '@/resource/entries'
import { useResource } from '@/resource/loadResource'
import { filtersOf } from '@/resource/query/listUrl'
import { useListState } from '@/resource/query/useListState'
import { LoadingState } from '@/ui/states'

const Board = lazy(() => import('./Board'))

/** Above a list of leads that is narrowed, to an owner or by anything else: the same leads as a board by their state. */
export default function LeadBoard() {
  const { entryOf } = useEntries()
  const entry = entryOf('leads')
  return entry ? <Narrowed entry={entry} /> : null
}

function Narrowed({ entry }: { entry: ResourceEntry }) {
  const resource = useResource(entry)
  const { get, set } = useChartParams()
  const { state } = useListState(resource)
  // Thousands in a column help nobody.
  if (filtersOf(state).length === 0 && state.search === '') return null
  const isOn = get('board') === 'on'
  return (
    <div className="below-8">
      <Button size="small" aria-pressed={isOn} onClick={() => set({ board: isOn ? undefined : 'on' })}>
        {isOn ? 'Close the board' : 'As a board'}
      </Button>
      {isOn ? (
        <Suspense fallback={<LoadingState rows={4} />}>
          <Board resource={resource} state={state} />
        </Suspense>
      ) : null}
    </div>
  )
}
