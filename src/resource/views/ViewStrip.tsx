import { DownOutlined } from '@ant-design/icons'
import type { MenuProps } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Row } from '@/ui/layout'
import { MenuButton } from '@/ui/MenuButton'
import type { View } from './view'

type Items = NonNullable<MenuProps['items']>

interface ViewStripProps {
  views: readonly View[]
  shown: View
  itemOf: (view: View) => Items[number]
  /** The menu of the current view. */
  menu: React.ReactNode
  children: (view: View) => React.ReactNode
}

/** As many tabs as fit on one line; the others are in a menu at its end. */
export function ViewStrip({ views, shown, itemOf, menu, children }: ViewStripProps) {
  const strip = useRef<HTMLUListElement>(null)
  const [fitting, setFitting] = useState(Number.POSITIVE_INFINITY)
  const tabs = views.map(({ id, name }) => `${id} ${name}`).join()
  // Tabs that do not fit wrap to a second line, which is hidden. Only the ResizeObserver measures, since it runs after
  // layout anyway: measuring in an effect would force an extra layout at each start.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measures again when other tabs are shown
  useEffect(() => {
    const element = strip.current
    if (!element) return
    const measure = () => {
      const items = [...element.children] as HTMLElement[]
      const wrapped = items.findIndex((item) => item.offsetTop > (items[0]?.offsetTop ?? 0))
      setFitting(wrapped < 0 ? Number.POSITIVE_INFINITY : wrapped)
    }
    const observer = new ResizeObserver(measure)
    for (const one of [element, ...element.children]) observer.observe(one)
    return () => observer.disconnect()
  }, [tabs, shown.id])
  const rest = views.slice(Math.min(fitting, views.length))
  const isInRest = rest.some(({ id }) => id === shown.id)
  return (
    <>
      <Row ref={strip} as="ul" gap={4} align="stretch" wrap="tight" className="view-strip">
        {views.map((view, index) => (
          <li key={view.id} data-active={view.id === shown.id || undefined} data-hidden={index >= fitting}>
            {children(view)}
            {view.id === shown.id ? menu : null}
          </li>
        ))}
      </Row>
      {rest.length > 0 ? (
        <span className="view-rest fixed" data-active={isInRest || undefined}>
          <MenuButton menu={{ items: rest.map(itemOf), selectedKeys: [shown.id] }} placement="bottomRight">
            <button type="button">
              <span className="view-name truncate">{isInRest ? shown.name : `${rest.length} more`}</span>
              <DownOutlined aria-hidden className="caret" />
            </button>
          </MenuButton>
          {isInRest ? menu : null}
        </span>
      ) : null}
    </>
  )
}
