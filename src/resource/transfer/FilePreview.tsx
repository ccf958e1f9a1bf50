import { type FileTable, headingText } from './fileTable'
import { shortened } from './readCell'

const previewed = 8

/** The first rows of a file as typed; unused columns are greyed out. */
export function FilePreview({
  table: { headings, rows },
  used,
}: {
  table: FileTable
  used: ReadonlySet<number>
}) {
  return (
    <>
      <h3>The file, as typed</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be focusable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs */}
      <div className="panel import-preview" role="group" aria-label="First rows of the file" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="quiet">
                Row
              </th>
              {headings.map((_heading, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a file's columns keep their positions
                <th key={index} scope="col" className="quiet" data-unused={!used.has(index) || undefined}>
                  {headingText(headings, index)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, previewed).map(({ number, cells }) => (
              <tr key={number}>
                <th scope="row" className="quiet tabular">
                  {number}
                </th>
                {headings.map((_heading, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a file's columns keep their positions
                  <td key={index} data-unused={!used.has(index) || undefined}>
                    {shortened(cells[index] ?? '')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
