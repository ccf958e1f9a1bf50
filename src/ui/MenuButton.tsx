import type { DropDownProps } from 'antd'
import { cloneElement, type ReactElement, type RefObject, useEffect, useRef, useState } from 'react'
import { useNotify } from './notify'

type Dropdown = typeof import('antd/es/dropdown').default
interface ButtonProps {
  onClick?: () => void
  onPointerEnter?: () => void
  ref?: RefObject<HTMLElement | null>
  'aria-haspopup'?: 'menu'
}

// Menus weigh 20 KB gzip, which a list's first rows should not wait for.
let loaded: Dropdown | undefined
const load = () =>
  import('antd/es/dropdown').then((module) => {
    loaded = module.default
    return loaded
  })

/**
 * A button that opens a menu, whose code is fetched when the button is first pointed at or pressed.
 * @param children the button; its own `onClick` and `ref` are not kept.
 */
export function MenuButton({
  menu,
  placement,
  children,
}: Pick<DropDownProps, 'menu' | 'placement'> & { children: ReactElement<ButtonProps> }) {
  const [Menu, setMenu] = useState<Dropdown | undefined>(() => loaded)
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLElement>(null)
  const notify = useNotify()

  // The button is drawn anew inside of the menu's trigger, and whoever pressed it stays on it.
  useEffect(() => {
    if (Menu && isOpen && document.activeElement === document.body) button.current?.focus()
  }, [Menu, isOpen])

  if (!Menu) {
    return cloneElement(children, {
      'aria-haspopup': 'menu',
      onPointerEnter: () => void load().catch(() => undefined),
      onClick: () =>
        void load().then(
          (menuComponent) => {
            setMenu(() => menuComponent)
            setOpen(true)
          },
          (error: unknown) => notify.error(error, { key: 'menu', title: 'The menu could not be loaded' }),
        ),
    })
  }
  const change = (open: boolean) => {
    setOpen(open)
    // What was chosen goes with the menu; a dialog that it opens then gives the focus back to the button.
    if (!open && document.activeElement?.closest('.ant-dropdown')) button.current?.focus()
  }
  return (
    <Menu trigger={['click']} menu={menu} placement={placement} open={isOpen} onOpenChange={change}>
      {cloneElement(children, { ref: button })}
    </Menu>
  )
}
