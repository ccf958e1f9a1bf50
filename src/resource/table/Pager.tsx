import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { countText } from '@/ui/countText'
import { Row } from '@/ui/layout'
import { numbers } from '@/ui/locale'
import { pageSizes } from '../query/listUrl'

interface PagerProps {
  /** The list it turns, where a page has several. */
  of?: string
  first: number
  shown: number
  total: number
  approximate: boolean
  cursor: { next?: string; prev?: string }
  /** Rows of a full page. */
  size: number
  /** Where the person may choose how many rows a page has. */
  onSize?: (size: number) => void
  goToPage: (cursor: string, direction: 'next' | 'previous', first: number) => void
  /** Beside the position: what is new. */
  children?: ReactNode
}

/**
 * The places of the rows shown. The address says where a page begins, but rows come and go, and those that are no more
 * stay on the screen for a while: never are there more than there are in all, and without a way back the first one is
 * the first.
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

/** Where one is in a list, and the way to the rows before and after. */
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
