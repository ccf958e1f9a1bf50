import { GroupOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { MenuButton } from '@/ui/MenuButton'
import type { Resource } from '../define'
import { groupableColumns } from '../query/groups'
import type { ListControls } from '../query/useListState'

/** Chooses the column by which a list's rows are grouped and counted. */
export function GroupByButton({ resource, controls }: { resource: Resource; controls: ListControls }) {
  const names = groupableColumns(resource)
  if (names.length === 0) return null
  const { by } = controls.state
  const items = [
    ...names.map((name) => ({
      key: name,
      label: resource.fields[name]?.label,
      onClick: () => controls.setBy(name),
    })),
    ...(by
      ? [
          { type: 'divider' as const },
          { key: 'none', label: 'No groups', onClick: () => controls.setBy(undefined) },
        ]
      : []),
  ]
  return (
    <MenuButton menu={{ items, selectedKeys: by ? [by] : [] }} placement="bottomRight">
      <Button type="text" icon={<GroupOutlined aria-hidden />}>
        Group
      </Button>
    </MenuButton>
  )
}
