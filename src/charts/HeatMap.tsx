import type { ReactNode } from 'react'
import './bars.css'

/** A cell of a heat map. */
export interface HeatCell {
  key: string
  /** 0 to 1; null where nothing can be told. */
  share: number | null
  text: string
  title: string
  unfinished?: boolean
  /** Shows what is behind it. */
  onPick?: () => void
}

interface HeatMapProps {
  caption: string
  /** Over the row names, and over each column. */
  head: readonly string[]
  rows: readonly { key: string; name: ReactNode; size: string; cells: readonly HeatCell[] }[]
}

/** A table whose cells are the darker the higher they are; each says its value as well, so that no colour has to. */
export function HeatMap({ caption, head, rows }: HeatMapProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className="chart-heat scroll" tabIndex={0} aria-label={`${caption}, cell by cell`}>
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
        <tbody>
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
