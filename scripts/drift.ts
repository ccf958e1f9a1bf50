import type { PGlite } from '@electric-sql/pglite'
import {
  buildFactBase,
  diff,
  type ExtractResult,
  type Fact,
  type Payload,
  type StableId,
} from '@supabase/pg-delta'
import type { Pool } from 'pg'

/** The schemas of the project; auth, storage, realtime, extensions and others belong to the platform. */
const ours = new Set(['public', 'private'])

/**
 * The kinds of objects compared. Left out: owners, default privileges and publications, which each project sets up
 * itself.
 */
const kinds: Partial<Record<StableId['kind'], string>> = {
  schema: 'Schema',
  table: 'Table',
  view: 'View',
  materializedView: 'Materialized view',
  foreignTable: 'Foreign table',
  column: 'Column',
  default: 'Default of',
  constraint: 'Constraint',
  index: 'Index',
  sequence: 'Sequence',
  function: 'Function',
  procedure: 'Procedure',
  aggregate: 'Aggregate',
  trigger: 'Trigger',
  rule: 'Rule',
  policy: 'Policy',
  type: 'Type',
  domain: 'Domain',
  comment: 'Comment on',
  acl: 'Grant on',
}

/** Roles of the platform, whose privileges are not compared. */
const platformRoles = new Set(['postgres', 'supabase_admin', 'dashboard_user', 'pg_database_owner'])

function schemaOf(id: StableId): string | undefined {
  if ('target' in id) return schemaOf(id.target)
  if (id.kind === 'schema') return id.name
  return 'schema' in id && id.schema ? id.schema : undefined
}

const majorOf = (result: ExtractResult) => Number.parseInt(result.pgVersion, 10)

/** A view's definition without what differs between major versions: line breaks, parentheses, redundant qualifiers. */
const normalizedDefinition = (definition: string) =>
  definition.replace(/\b\w+\.(?=\w)/g, '').replace(/[\s()]+/g, '')

/** The facts of one database that are compared, without differences that come only from the server. */
function comparable({ factBase }: ExtractResult, sameMajor: boolean): Fact[] {
  const ofExtension = (fact: Fact): boolean =>
    factBase.outgoingEdges(fact.id).some(({ kind }) => kind === 'memberOfExtension') ||
    (fact.parent !== undefined && factBase.has(fact.parent) && ofExtension(factBase.get(fact.parent)!))
  const facts: Fact[] = []
  for (const fact of factBase.facts()) {
    const { id } = fact
    if (!kinds[id.kind] || !ours.has(schemaOf(id) ?? '') || ofExtension(fact)) continue
    const payload: Payload = { ...fact.payload }
    if (id.kind === 'acl') {
      // An owner has all privileges anyway (and since Postgres 17 also MAINTAIN).
      if (platformRoles.has(id.grantee) || '_ownerDefault' in payload) continue
    }
    // Postgres 18 names each NOT NULL constraint; the column's definition includes it already.
    if (id.kind === 'constraint' && String(payload.def).startsWith('NOT NULL')) continue
    if (!sameMajor && (id.kind === 'view' || id.kind === 'materializedView')) {
      payload.def = normalizedDefinition(String(payload.def))
    }
    facts.push({ ...fact, payload })
  }
  const kept = new Set(facts.map(({ id }) => JSON.stringify(id)))
  return facts.filter(({ parent }) => !parent || kept.has(JSON.stringify(parent)))
}

const qualified = (schema: string, name: string) => (schema === 'public' ? name : `${schema}.${name}`)

/** The name of an object for people: "Column leads.score", "Policy "leads delete" on leads". */
function nameOf(id: StableId, parent?: StableId): string {
  const kind = kinds[id.kind] ?? id.kind
  switch (id.kind) {
    case 'comment':
    case 'acl': {
      const target = nameOf(id.target)
      return `${kind} ${target.charAt(0).toLowerCase()}${target.slice(1)}`
    }
    case 'column':
    case 'default':
      return `${kind} ${qualified(id.schema, id.table)}.${id.name}`
    case 'constraint':
    case 'trigger':
    case 'rule':
      return `${kind} ${id.name} on ${qualified(id.schema, id.table)}`
    case 'policy':
      return `${kind} "${id.name}" on ${qualified(id.schema, id.table)}`
    case 'function':
    case 'procedure':
    case 'aggregate':
      return `${kind} ${qualified(id.schema, id.name)}(${id.args.join(', ')})`
    case 'index':
      return `${kind} ${id.name}${parent && 'name' in parent ? ` on ${parent.name}` : ''}`
    default:
      return 'schema' in id && 'name' in id
        ? `${kind} ${qualified(String(id.schema), id.name)}`
        : `${kind} ${'name' in id ? id.name : JSON.stringify(id)}`
  }
}

const attributes: Record<string, string> = {
  def: 'definition',
  expr: 'value',
  notNull: 'not null',
  usingExpr: 'condition for rows it reaches',
  checkExpr: 'condition for rows it writes',
  rowSecurity: 'row security',
  forceRowSecurity: 'row security for the owner',
  generatedExpr: 'generated value',
  reloptions: 'options',
  cmd: 'verb',
}

/** The catalog's privilege letters as words. */
const letters: Record<string, Record<string, string>> = {
  enabled: { O: 'ordinary', A: 'always', R: 'in replication only', D: 'off' },
  cmd: { r: 'select', a: 'insert', w: 'update', d: 'delete', '*': 'all' },
}

function shown(value: unknown, attribute: string): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value !== 'string') return JSON.stringify(value)
  return letters[attribute]?.[value] ?? value.replace(/\s+/g, ' ').trim()
}

function privileges(fact: Fact | undefined): string[] {
  const list = fact?.payload.privileges
  return Array.isArray(list) ? list.map(String) : []
}

/** Each privilege that only one side has. */
function describeGrant(id: StableId & { kind: 'acl' }, live: string[], reference: string[]): string[] {
  const target = nameOf(id.target)
  const on = `${target.charAt(0).toLowerCase()}${target.slice(1)}${id.column ? ` (column ${id.column})` : ''}`
  const who = id.grantee === 'PUBLIC' ? 'everybody' : id.grantee
  const extra = live.filter((privilege) => !reference.includes(privilege))
  const missing = reference.filter((privilege) => !live.includes(privilege))
  return [
    ...(extra.length > 0
      ? [`Grant ${extra.join(', ')} on ${on} to ${who} is in the live database but not in the migrations.`]
      : []),
    ...(missing.length > 0
      ? [`Grant ${missing.join(', ')} on ${on} to ${who} is missing in the live database.`]
      : []),
  ]
}

/** An embedded database with the interface of the pool that pg-delta's `extract` expects. */
export function poolOf(db: PGlite): Pool {
  const client = {
    query: async (query: string | { text: string; values?: unknown[] }, params?: unknown[]) => {
      const [text, values] = typeof query === 'string' ? [query, params] : [query.text, query.values]
      const { rows } = await db.query(text, values)
      return { rows, rowCount: rows.length }
    },
    release() {},
  }
  return { connect: async () => client } as unknown as Pool
}

/**
 * The differences in the schemas public and private between a live database and the one made by the migrations, one
 * sentence each; for a missing or additional table only that. An empty result means no drift.
 */
export function differences(live: ExtractResult, reference: ExtractResult): string[] {
  const sameMajor = majorOf(live) === majorOf(reference)
  const [liveFacts, referenceFacts] = [live, reference].map((result) =>
    buildFactBase(comparable(result, sameMajor), []),
  ) as [ReturnType<typeof buildFactBase>, ReturnType<typeof buildFactBase>]
  const deltas = diff(liveFacts, referenceFacts)

  const whole = new Set(
    deltas.flatMap((delta) =>
      (delta.verb === 'add' || delta.verb === 'remove') && delta.fact.id.kind !== 'acl'
        ? [JSON.stringify(delta.fact.id)]
        : [],
    ),
  )
  const redefined = new Set(
    deltas.flatMap((delta) =>
      delta.verb === 'set' && delta.attr === 'def' ? [JSON.stringify(delta.id)] : [],
    ),
  )
  const lines = new Set<string>()
  for (const delta of deltas) {
    if (delta.verb === 'add' || delta.verb === 'remove') {
      const { id, parent } = delta.fact
      if (parent && whole.has(JSON.stringify(parent))) continue
      if (id.kind === 'acl') {
        for (const line of describeGrant(
          id,
          privileges(liveFacts.get(id)),
          privileges(referenceFacts.get(id)),
        ))
          lines.add(line)
      } else {
        lines.add(
          `${nameOf(id, parent)} is ${delta.verb === 'add' ? 'missing in the live database' : 'in the live database but not in the migrations'}.`,
        )
      }
    } else if (delta.verb === 'set') {
      const { id, attr } = delta
      const name = nameOf(id, liveFacts.get(id)?.parent)
      if (id.kind === 'acl') {
        for (const line of describeGrant(
          id,
          privileges(liveFacts.get(id)),
          privileges(referenceFacts.get(id)),
        ))
          lines.add(line)
      } else if (
        attr === 'def' &&
        (id.kind === 'function' || id.kind === 'procedure' || id.kind === 'view')
      ) {
        lines.add(`${name} is defined differently in the live database.`)
      } else if (attr === 'def' || !redefined.has(JSON.stringify(id)) || id.kind === 'view') {
        // For a function whose definition changed, its other differences are redundant.
        lines.add(
          `${name}: ${attributes[attr] ?? attr} is ${shown(delta.from, attr)} in the live database, ${shown(delta.to, attr)} in the migrations.`,
        )
      }
    }
  }
  return [...lines].sort()
}
