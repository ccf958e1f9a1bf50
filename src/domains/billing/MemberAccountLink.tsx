import { WalletOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { MouseEvent } from 'react'
import { useHref, useLinkClickHandler } from 'react-router'

/** Link to a member's billing account: balance, subscriptions, invoices, payments. */
export function MemberAccountLink({ id }: { id: string }) {
  const to = `/member-accounts/${id}`
  const href = useHref(to)
  const onClick = useLinkClickHandler(to)
  return (
    <Button
      icon={<WalletOutlined aria-hidden />}
      href={href}
      onClick={(event) => onClick(event as MouseEvent<HTMLAnchorElement>)}
    >
      Account of the member
    </Button>
  )
}
