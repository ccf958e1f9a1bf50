interface SumTableProps {
  caption: string
  lines: readonly { label: string; value: string; isStrong?: boolean }[]
}

/** A table of charges with their totals. */
export function SumTable({ caption, lines }: SumTableProps) {
  return (
    <table className="full">
      <caption>{caption}</caption>
      <tbody>
        {lines.map(({ label, value, isStrong }) => (
          <tr key={label} className={isStrong ? 'medium line-above' : undefined}>
            <td className="pad-y-4">{label}</td>
            <td className="tabular right nowrap pad-y-4">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
