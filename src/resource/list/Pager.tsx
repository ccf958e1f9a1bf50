import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { countText } from './countText'
import { pageSize } from './useRows'

interface PagerProps {
  first: number
  shown: number
  total: number
  approximate: boolean
  cursor: { next?: string; prev?: string }
  /** Rows of a full page. */
  size?: number
  turn: (cursor: string, direction: 'next' | 'previous', first: number) => void
}

/** Where one is in a list, and the way to the rows before and after. */
export function Pager({ first, shown, total, approximate, cursor, size = pageSize, turn }: PagerProps) {
  const { next, prev } = cursor
  const format = new Intl.NumberFormat('en')
  return (
    <nav className="pager" aria-label="Pages">
      <span className="tabular" aria-live="polite">
        {format.format(first)}–{format.format(first + shown - 1)} of {countText(total, approximate)}
      </span>
      <span className="pager-buttons">
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
