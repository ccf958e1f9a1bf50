import { type KeyboardEvent, type ReactNode, useState } from 'react'
import './bars.css'

/** A cell of a heat map. */
export interface HeatCell {
  key: string
  /** From 0 to 1; null when the value is not known. */
  share: number | null
  text: string
  title: string
  unfinished?: boolean
  /** Shows the rows behind the cell. */
  onPick?: () => void
}

interface HeatMapProps {
  caption: string
  /** Column headings; the first one is above the row names. */
  head: readonly string[]
  rows: readonly { key: string; name: ReactNode; size: string; cells: readonly HeatCell[] }[]
}

const steps: Record<string, [down: number, right: number] | undefined> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

// Focuses the next clickable cell in the arrow's direction and skips cells without a value.
function moveFocus(event: KeyboardEvent<HTMLTableSectionElement>) {
  const step = steps[event.key]
  const from = (event.target as Element).closest('td')
  if (!step || !from) return
  event.preventDefault()
  const [down, right] = step
  const lines = event.currentTarget.rows
  let [line, at] = [(from.parentElement as HTMLTableRowElement).sectionRowIndex, from.cellIndex]
  for (;;) {
    line += down
    at += right
    const cell = lines[line]?.cells[at]
    // Rows can have different lengths: a row below a short one may still have a cell in this column.
    if (!lines[line] || (right && !cell)) return
    const button = cell?.querySelector('button')
    if (button) return button.focus()
  }
}

/**
 * A table whose cells are darker the higher their value is. Each cell also
 * shows its value as text, so that nothing depends on colour. All cells
 * together are one stop of the Tab key; the arrow keys move between them.
 */
export function HeatMap({ caption, head, rows }: HeatMapProps) {
  const [left, setLeft] = useState<string>()
  const keys = rows.flatMap((row) =>
    row.cells.flatMap((cell) => (cell.onPick ? [`${row.key} ${cell.key}`] : [])),
  )
  const stop = left !== undefined && keys.includes(left) ? left : keys[0]
  return (
    <section
      className="chart-heat scroll"
      // A scrollable area must be reachable with the keyboard:
      // through its cells, or directly when no cell is focusable.
      tabIndex={stop === undefined ? 0 : undefined}
      aria-label={`${caption}, cell by cell${stop === undefined ? '' : ' with the arrow keys'}`}
    >
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={moveFocus}>
          {rows.map(({ key, name, size, cells }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td className="quiet" style={{ background: 'none' }}>
                {size}
              </td>
              {cells.map((cell) => (
                <td
                  key={cell.key}
                  title={cell.title}
                  data-unfinished={cell.unfinished || undefined}
                  style={{ '--heat': `${Math.round((cell.share ?? 0) * 62)}%` } as React.CSSProperties}
                >
                  {cell.onPick ? (
                    <button
                      type="button"
                      className="still"
                      aria-label={`${cell.text}, ${cell.title}`}
                      tabIndex={stop === `${key} ${cell.key}` ? 0 : -1}
                      onFocus={() => setLeft(`${key} ${cell.key}`)}
                      onClick={cell.onPick}
                    >
                      {cell.text}
                    </button>
                  ) : (
                    cell.text
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
