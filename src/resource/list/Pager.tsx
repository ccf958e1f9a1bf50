import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { pageSizes } from './address'
import { countText } from './countText'

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
  turn: (cursor: string, direction: 'next' | 'previous', first: number) => void
  /** Beside the position: what is new. */
  children?: ReactNode
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
  turn,
  children,
}: PagerProps) {
  const { next, prev } = cursor
  const format = new Intl.NumberFormat('en')
  return (
    <nav className="pager" aria-label={of ? `Pages of ${of}` : 'Pages'}>
      <span className="tabular" aria-live="polite">
        {format.format(first)}–{format.format(first + shown - 1)} of {countText(total, approximate)}
      </span>
      <span className="pager-news" role="status">
        {children}
      </span>
      <span className="pager-buttons">
        {onSize ? (
          <label className="pager-size">
            Rows{' '}
            <select value={size} onChange={(event) => onSize(Number(event.target.value))}>
              {pageSizes.map((one) => (
                <option key={one} value={one}>
                  {format.format(one)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <Button
          icon={<LeftOutlined aria-hidden />}
          disabled={!prev}
          onClick={() => prev && turn(prev, 'previous', first - size)}
          aria-label="Previous rows"
        />
        <Button
          icon={<RightOutlined aria-hidden />}
          disabled={!next}
          onClick={() => next && turn(next, 'next', first + shown)}
          aria-label="Next rows"
        />
      </span>
    </nav>
  )
}
