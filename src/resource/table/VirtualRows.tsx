import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { Fragment, type RefObject, useEffect, useRef } from 'react'
import { useAppearance } from '@/ui/Appearance'
import type { Density } from '@/ui/theme'
import type { AnyRow } from '../define'
import { RecordRow, type RowSetup } from './RecordRow'

interface VirtualRowsProps {
  setup: RowSetup
  rows: readonly AnyRow[]
  /** The scroll container. */
  scroller: RefObject<HTMLElement | null>
  density?: Density
}

/** The body of a long table: the visible rows and a few around them, and spacers as high as the other rows. */
export default function VirtualRows({ setup, rows, scroller, density }: VirtualRowsProps) {
  const appearance = useAppearance()
  // The row heights of list.css; the header is as high as a row.
  const height = (density ?? appearance.density) === 'compact' ? 32 : 38
  const { resource, activeId } = setup
  const focused = useRef(-1)
  const idAt = (index: number) => String(rows[index]?.[resource.key])
  const active = activeId === undefined ? -1 : rows.findIndex((_row, index) => idAt(index) === activeId)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: idAt,
    scrollMargin: height,
    scrollPaddingStart: height,
    overscan: 12,
    // The focused row stays rendered, however far the table is scrolled.
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range)
      const kept = focused.current
      return kept < 0 || kept >= range.count || near.includes(kept)
        ? near
        : [...near, kept].sort((a, b) => a - b)
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: measures all rows again when the row height changes
  useEffect(() => virtualizer.measure(), [height])
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another row becomes the active one, not when rows change
  useEffect(() => {
    if (active >= 0) virtualizer.scrollToIndex(active, { align: 'auto' })
  }, [activeId])

  let end = height
  const gap = (to: number) =>
    to > end ? (
      <tr aria-hidden className="record-gap">
        <td style={{ height: to - end }} />
      </tr>
    ) : null
  const bottom = height + virtualizer.getTotalSize()
  return (
    <tbody
      onFocus={({ target }) => {
        focused.current = Number(target.closest('tr')?.dataset.index ?? -1)
      }}
      onBlur={() => {
        focused.current = -1
      }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start, end: itemEnd }) => {
        const row = rows[index]
        const before = gap(start)
        end = itemEnd
        return row ? (
          <Fragment key={key}>
            {before}
            <RecordRow setup={setup} row={row} index={index} />
          </Fragment>
        ) : null
      })}
      {gap(bottom)}
    </tbody>
  )
}
