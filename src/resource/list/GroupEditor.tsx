import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { Row, Stack } from '@/ui/layout'
import type { Resource } from '../define'
import type { Filter, FilterGroup } from '../query/listUrl'
import FilterEditor from './FilterEditor'
import { FilterText } from './FilterText'

interface GroupEditorProps {
  resource: Resource
  /** The group to change; undefined for a new one. */
  group?: FilterGroup
  /** Receives the changed group; a group without conditions is removed. */
  onApply: (group: FilterGroup) => void
  onCancel: () => void
}

/** Edits a group of conditions, joined by “any” or “all”; each uses the same editor as a single filter. */
export default function GroupEditor({ resource, group, onApply, onCancel }: GroupEditorProps) {
  const [match, setMatch] = useState(group?.match ?? 'any')
  const [filters, setFilters] = useState(group?.filters ?? [])
  // The index of the condition being edited, or the next index for a new one.
  const [editing, setEditing] = useState<number | undefined>(group ? undefined : 0)
  const put = (index: number, filter: Filter | undefined) => {
    setFilters(filter ? filters.with(index, filter) : filters.toSpliced(index, 1))
    setEditing(undefined)
  }
  const add = (filter: Filter) => {
    setFilters([...filters, filter])
    setEditing(undefined)
  }
  return (
    <Stack
      as="fieldset"
      gap={8}
      className="filter-editor filter-group-editor"
      aria-label="Group of conditions"
    >
      <Radio.Group
        aria-label="Which of them must hold"
        value={match}
        onChange={({ target }) => setMatch(target.value as FilterGroup['match'])}
        options={[
          { value: 'any', label: 'Any of these' },
          { value: 'all', label: 'All of these' },
        ]}
      />
      <Stack as="ul" gap={6} className="filter-group-list scroll" style={{ maxHeight: 300 }}>
        {filters.map((filter, index) => (
          <li key={JSON.stringify(filter)}>
            {editing === index ? (
              <FilterEditor
                resource={resource}
                filter={filter}
                submitText="Change"
                onApply={(next) => put(index, next)}
                onCancel={() => setEditing(undefined)}
              />
            ) : (
              <span className="filter-chip row inline pill hoverable">
                <button
                  type="button"
                  className="filter-chip-text small truncate"
                  onClick={() => setEditing(index)}
                >
                  <FilterText filter={filter} field={resource.fields[filter.field]} />
                </button>
                <button
                  type="button"
                  className="filter-chip-remove quiet caret"
                  aria-label={`Remove the condition on ${resource.fields[filter.field]?.label ?? filter.field}`}
                  onClick={() => put(index, undefined)}
                >
                  <CloseOutlined />
                </button>
              </span>
            )}
          </li>
        ))}
      </Stack>
      {editing === filters.length ? (
        <FilterEditor
          resource={resource}
          submitText="Add"
          onApply={add}
          onCancel={() => (filters.length > 0 ? setEditing(undefined) : onCancel())}
        />
      ) : editing === undefined ? (
        <>
          <Button
            type="dashed"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => setEditing(filters.length)}
          >
            Add a condition
          </Button>
          <Row gap={8} align="stretch" justify="end" className="above-4">
            <Button onClick={onCancel}>Cancel</Button>
            <Button type="primary" onClick={() => onApply({ match, filters })}>
              {filters.length === 0 ? 'Remove the group' : 'Apply'}
            </Button>
          </Row>
        </>
      ) : null}
    </Stack>
  )
}
