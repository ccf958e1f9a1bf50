import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { countText } from '@/ui/countText'
import { Row } from '@/ui/layout'
import { numbers } from '@/ui/locale'
import { pageSizes } from '../query/listUrl'

interface PagerProps {
  /** The name of the list, if a page has several pagers. */
  of?: string
  first: number
  shown: number
  total: number
  approximate: boolean
  cursor: { next?: string; prev?: string }
  /** The page size. */
  size: number
  /** Set if the person may choose the page size. */
  onSize?: (size: number) => void
  goToPage: (cursor: string, direction: 'next' | 'previous', first: number) => void
  /** Shown beside the position: new rows. */
  children?: ReactNode
}

/**
 * The positions of the displayed rows. The address stores the position of the page's start, but rows are added and
 * removed, and deleted rows stay displayed for a while: so the positions never exceed the total, and without a previous
 * page the first row is number 1.
 */
export function rangeOf({
  first,
  shown,
  total,
  approximate,
  cursor: { next, prev },
}: Pick<PagerProps, 'first' | 'shown' | 'total' | 'approximate' | 'cursor'>): { from: number; to: number } {
  const there = approximate ? shown : Math.min(shown, total)
  if (!prev) return { from: Math.min(1, there), to: there }
  const most = approximate ? Number.POSITIVE_INFINITY : next ? total - 1 : total
  const to = !next && !approximate ? total : Math.min(first + there - 1, Math.max(most, there))
  return { from: Math.min(to, to - there + 1), to }
}

/** The position in a list, and buttons for the previous and next page. */
export function Pager({
  of,
  first,
  shown,
  total,
  approximate,
  cursor,
  size,
  onSize,
  goToPage,
  children,
}: PagerProps) {
  const { next, prev } = cursor
  const { from, to } = rangeOf({ first, shown, total, approximate, cursor })
  return (
    <Row as="nav" gap={16} className="quiet above-8" aria-label={of ? `Pages of ${of}` : 'Pages'}>
      <span className="tabular" aria-live="polite">
        {numbers.format(from)}–{numbers.format(to)} of {countText(total, approximate)}
      </span>
      <span role="status">{children}</span>
      <Row as="span" gap={6} className="push">
        {onSize ? (
          <label>
            Rows{' '}
            <select
              className="pill loud"
              value={size}
              onChange={(event) => onSize(Number(event.target.value))}
            >
              {pageSizes.map((one) => (
                <option key={one} value={one}>
                  {numbers.format(one)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <Button
          icon={<LeftOutlined aria-hidden />}
          disabled={!prev}
          onClick={() => prev && goToPage(prev, 'previous', first - size)}
          aria-label="Previous rows"
        />
        <Button
          icon={<RightOutlined aria-hidden />}
          disabled={!next}
          onClick={() => next && goToPage(next, 'next', first + shown)}
          aria-label="Next rows"
        />
      </Row>
    </Row>
  )
}
