import { Checkbox } from 'antd'
import type { Resource } from '../define'

interface ColumnsProps {
  resource: Resource
  shown: readonly string[]
  onChange: (columns: readonly string[] | undefined) => void
}

/** Chooses which columns a list shows. */
export default function Columns({ resource, shown, onChange }: ColumnsProps) {
  const names = Object.keys(resource.fields).filter(
    (name) => !resource.titleColumns.includes(name) && !resource.fields[name]?.wide,
  )
  return (
    <fieldset className="column-choice">
      <legend className="visually-hidden">Columns</legend>
      {names.map((name) => (
        <Checkbox
          key={name}
          checked={shown.includes(name)}
          onChange={(event) => {
            const next = new Set(
              event.target.checked ? [...shown, name] : shown.filter((other) => other !== name),
            )
            // In the order of the declaration, whatever the order of the clicks.
            onChange([
              ...resource.list.columns.filter((c) => next.delete(c)),
              ...names.filter((c) => next.has(c)),
            ])
          }}
        >
          {resource.fields[name]?.label}
        </Checkbox>
      ))}
      <button type="button" className="link-button" onClick={() => onChange(undefined)}>
        Show the usual columns
      </button>
    </fieldset>
  )
}
