import type { Paper } from './paper'
import './sheet.css'

/** The document as its customer sees it: on the screen a sheet, on paper the paper itself. */
export function Sheet({ paper }: { paper: Paper }) {
  return (
    <article className="sheet" aria-label={`${paper.title} ${paper.number}`}>
      <h2>{`${paper.title} ${paper.number}`}</h2>
      {paper.stamp ? <p className="sheet-stamp">{paper.stamp}</p> : null}
      <div className="sheet-parties">
        <Party label="From" lines={paper.seller} />
        <Party label="Billed to" lines={paper.buyer} />
        <dl>
          {paper.facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {paper.letter?.map((text) => (
        <p key={text} className="sheet-letter">
          {text}
        </p>
      ))}
      {paper.lines ? <Table table={paper.lines} label="Lines" /> : null}
      <div className="sheet-sums">
        {paper.taxes ? <Table table={paper.taxes} label="Tax by rate" /> : <span />}
        <dl>
          {paper.sums.map(({ label, value, isStrong }) => (
            <div key={label} data-strong={isStrong || undefined}>
              <dt>{label}</dt>
              <dd className="tabular">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {paper.memo ? <p className="sheet-memo">{paper.memo}</p> : null}
      <footer>{paper.foot}</footer>
    </article>
  )
}

function Party({ label, lines }: { label: string; lines: readonly string[] }) {
  return (
    <div>
      <p className="sheet-label">{label}</p>
      {lines.map((line, at) => (
        // Each line has its own direction: a Hebrew name does not turn the address below it round.
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of an address may be alike, and never move
        <p key={at} dir="auto" data-first={at === 0 || undefined}>
          {line}
        </p>
      ))}
    </div>
  )
}

function Table({ table, label }: { table: NonNullable<Paper['lines']>; label: string }) {
  return (
    <div className="billing-scroll">
      <table aria-label={label}>
        <thead>
          <tr>
            {table.head.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same, and none moves
            <tr key={at}>
              {row.map((text, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                  key={column}
                  dir={column === 0 ? 'auto' : undefined}
                  className={column === 0 ? undefined : 'tabular'}
                >
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
