import { Row } from '@/ui/layout'
import { Split } from '@/ui/Split'
import { type Paper, rowsWithSums } from './paper'
import styles from './sheet.module.css'

/** The document as its customer sees it: a sheet on the screen, the page itself in print. */
export function Sheet({ paper }: { paper: Paper }) {
  return (
    <article className={styles.sheet} aria-label={`${paper.title} ${paper.number}`}>
      <h2 className="title">{`${paper.title} ${paper.number}`}</h2>
      {paper.stamp ? (
        <p className="bold" style={{ color: '#b42318' }}>
          {paper.stamp}
        </p>
      ) : null}
      <Split columns="1fr 1fr auto" gap={24} className={`${styles.parties} above-24 below-24`}>
        <Party label="From" lines={paper.seller} />
        <Party label="Billed to" lines={paper.buyer} />
        <dl>
          {paper.details.map(([label, value]) => (
            <Row gap={24} align="stretch" justify="between" key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </Row>
          ))}
        </dl>
      </Split>
      {paper.letter?.map((text) => (
        <p key={text} className="above-12" style={{ maxWidth: '65ch' }}>
          {text}
        </p>
      ))}
      {paper.lines ? <Table table={paper.lines} label="Lines" /> : null}
      <Split
        columns={paper.hasWideSums ? '1fr' : '1fr 1fr'}
        gap={24}
        className={`${styles.sums} start above-24`}
      >
        {paper.taxes ? <Table table={paper.taxes} label="Tax by rate" /> : <span />}
        <dl>
          {paper.sums.map(({ label, value, isStrong }) => (
            <Row gap={24} align="stretch" justify="between" key={label} data-strong={isStrong || undefined}>
              <dt>{label}</dt>
              <dd className="tabular">{value}</dd>
            </Row>
          ))}
        </dl>
      </Split>
      {paper.memo ? (
        <p className={`${styles.memo} above-24`} style={{ whiteSpace: 'pre-line' }}>
          {paper.memo}
        </p>
      ) : null}
      <footer className="small" style={{ marginTop: 32 }}>
        {paper.foot}
      </footer>
    </article>
  )
}

function Party({ label, lines }: { label: string; lines: readonly string[] }) {
  return (
    <div>
      <p className={styles.label}>{label}</p>
      {lines.map((line, at) => (
        // Each line has its own direction, so that a Hebrew name does not reverse the address below it.
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of an address may be equal, and never move
        <p key={at} dir="auto" data-first={at === 0 || undefined}>
          {line}
        </p>
      ))}
    </div>
  )
}

function Table({ table, label }: { table: NonNullable<Paper['lines']>; label: string }) {
  return (
    <div className="figures-scroll">
      <table className="full" aria-label={label}>
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
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be equal, and none moves
              key={at}
              style={at >= table.rows.length - rowsWithSums ? { breakAfter: 'avoid' } : undefined}
            >
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
