import { Checkbox } from 'antd'
import type { Resource } from '../define'
import type { ColumnSetting } from './address'

interface ColumnsProps {
  resource: Resource
  shown: readonly ColumnSetting[]
  onChange: (columns: readonly ColumnSetting[] | undefined) => void
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
          checked={shown.some((column) => column.name === name)}
          onChange={(event) =>
            onChange(
              event.target.checked ? [...shown, { name }] : shown.filter((column) => column.name !== name),
            )
          }
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
