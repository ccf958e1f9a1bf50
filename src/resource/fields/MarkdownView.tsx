import { lexer, type Token, type Tokens } from 'marked'
import { createElement, Fragment, type ReactNode, useMemo } from 'react'
import './reading.css'
import './markdown.css'
import { SideScroll } from '@/ui/SideScroll'

/**
 * Renders Markdown (CommonMark with GitHub's tables, task lists and strike-through) as React elements. HTML is shown as
 * text and never run; images are named but not loaded; links open in a new tab, and only web and email addresses are
 * links. The highest heading level is below the page's title.
 */
export default function MarkdownView({ text }: { text: string }) {
  const tokens = useMemo(() => withLevels(read(text)), [text])
  return <div className="reading-text markdown">{rendered(tokens)}</div>
}

function read(text: string): Token[] {
  try {
    return lexer(text, { gfm: true })
  } catch {
    // The parser fails on some texts that no person writes; then the raw text is shown.
    return [{ type: 'code', raw: text, text }]
  }
}

// The page's title is heading level 1, so the text's headings begin at level 2.
function withLevels(tokens: Token[]): Token[] {
  const depths = tokens.flatMap((token) => (token.type === 'heading' ? [Number(token.depth)] : []))
  const lift = 2 - Math.min(...depths)
  return tokens.map((token) =>
    token.type === 'heading' ? { ...token, depth: Math.min(6, token.depth + lift) } : token,
  )
}

// Keys by position: the same text always gives the same elements.
function rendered(tokens: readonly Token[] | undefined): ReactNode {
  return createElement(Fragment, null, ...(tokens ?? []).map(element))
}

function element(token: Token): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
      return null
    case 'heading':
      return createElement(`h${token.depth}`, null, rendered(token.tokens))
    case 'paragraph':
      return <p>{rendered(token.tokens)}</p>
    case 'text':
      return token.tokens ? rendered(token.tokens) : decoded(token.text)
    case 'escape':
      return token.text
    case 'strong':
      return <strong>{rendered(token.tokens)}</strong>
    case 'em':
      return <em>{rendered(token.tokens)}</em>
    case 'del':
      return <del>{rendered(token.tokens)}</del>
    case 'br':
      return <br />
    case 'hr':
      return <hr />
    case 'codespan':
      return <code>{token.text}</code>
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      )
    case 'blockquote':
      return <blockquote>{rendered(token.tokens)}</blockquote>
    case 'list':
      return listElement(token as Tokens.List)
    case 'checkbox':
      return (
        <span role="img" aria-label={token.checked ? 'Done' : 'To do'}>
          {token.checked ? '☑' : '☐'}{' '}
        </span>
      )
    case 'table':
      return tableElement(token as Tokens.Table)
    case 'link':
      return <SafeLink href={token.href}>{rendered(token.tokens)}</SafeLink>
    case 'image':
      return (
        <span className="quiet body">
          Picture{token.text ? `: ${token.text}` : ''} (<SafeLink href={token.href}>{token.href}</SafeLink>)
        </span>
      )
    default:
      return <code className="quiet pre">{token.raw.trim()}</code>
  }
}

function listElement({ ordered, start, items }: Tokens.List): ReactNode {
  return createElement(
    ordered ? 'ol' : 'ul',
    ordered && start !== '' ? { start } : null,
    ...items.map((item) => createElement('li', null, rendered(item.tokens))),
  )
}

function tableElement({ header, rows }: Tokens.Table): ReactNode {
  const cells = (tag: 'th' | 'td', row: readonly Tokens.TableCell[]) =>
    createElement(
      'tr',
      null,
      ...row.map((cell) =>
        createElement(
          tag,
          { style: { textAlign: cell.align ?? undefined }, className: tag === 'th' ? 'medium' : undefined },
          rendered(cell.tokens),
        ),
      ),
    )
  return (
    <SideScroll>
      <table className="body">
        <thead>{cells('th', header)}</thead>
        {createElement('tbody', null, ...rows.map((row) => cells('td', row)))}
      </table>
    </SideScroll>
  )
}

function SafeLink({ href, children }: { href: string; children: ReactNode }) {
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return <span title={href}>{children}</span>
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi

// The parser does not decode character references, so each one is passed to the browser on its own.
function decoded(text: string): string {
  return text.replace(
    entity,
    (reference) => new DOMParser().parseFromString(reference, 'text/html').body.textContent ?? reference,
  )
}
