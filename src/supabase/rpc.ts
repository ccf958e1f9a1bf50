import type { DataProvider } from '@refinedev/core'
import type { Database, Json } from './database.types'
import { ConsoleError } from './errors'

type Functions = Database['public']['Functions']

/** A function of the database that can be called. */
export type FunctionName = keyof Functions & string

/** What a function answers, as the database declares it. */
export type ResultOf<N extends FunctionName> = Functions[N]['Returns']

/** One row of what a function answers. */
export type RowOfResult<N extends FunctionName> = ResultOf<N> extends (infer Row)[] ? Row : never

/** The one row that a function answers, or null where it finds none. */
export function oneRowOf<Row>(result: Row | readonly Row[]): Row | undefined {
  return Array.isArray(result) ? result[0] : (result as Row)
}

/** A row with columns that may be empty, which the generated types of functions do not know. */
export type MayBeEmpty<Row, Column extends keyof Row> = Omit<Row, Column> & {
  [Key in Column]: Row[Key] | null
}

type Values<A> = {
  // A document may hold anything that can be written as JSON, and what may be left out may be null as well.
  [K in keyof A]: Json extends A[K] ? unknown : undefined extends A[K] ? A[K] | null : A[K]
}

/** A function's arguments. */
export type ArgsOf<N extends FunctionName> =
  Functions[N]['Args'] extends Record<PropertyKey, never>
    ? Record<string, never>
    : Values<Functions[N]['Args']>

/** Functions that answer a document, of which the database does not declare what it holds. */
export type DocumentFunction = {
  [N in FunctionName]: Json extends ResultOf<N> ? N : never
}[FunctionName]

/** What a document must look like: a schema of any library that keeps to https://standardschema.dev. */
export interface Schema<T> {
  '~standard': { validate: (value: unknown) => Validated<T> | Promise<Validated<T>> }
}
type Validated<T> = { value: T; issues?: undefined } | { issues: readonly { message: string }[] }

interface RpcOptions {
  /** By `get` where the function only reads: then it may be repeated. */
  method?: 'get' | 'post'
  signal?: AbortSignal
}

/**
 * Calls a function of the database: one that answers a document with the schema of its answer. Throws a ConsoleError where it is refused, or where its answer cannot be
 * read.
 */
export interface Rpc {
  <N extends Exclude<FunctionName, DocumentFunction>>(
    name: N,
    args: ArgsOf<N>,
    options?: RpcOptions,
  ): Promise<ResultOf<N>>
  <N extends FunctionName, T>(
    name: N,
    args: ArgsOf<N>,
    options: RpcOptions & { result: Schema<T> },
  ): Promise<T>
}

/** A call whose name, arguments and answer were checked where they were declared, such as in an action of a resource. */
export type DeclaredRpc = (
  name: FunctionName,
  args: object,
  options?: RpcOptions & { result?: Schema<unknown> },
) => Promise<unknown>

/** The request that calls a function, for the data provider and for Refine's `useCustom`. */
export function requestOf(name: FunctionName, args: object, method: 'get' | 'post') {
  const values = withoutUndefined(args)
  return { url: `rpc/${name}`, method, config: method === 'get' ? { query: values } : { payload: values } }
}

/** Calls a function by the data provider; a document it answers is checked by the schema `result`. */
export function createRpc(provider: Pick<DataProvider, 'custom'>): Rpc {
  return (async (
    name: FunctionName,
    args: object,
    options: RpcOptions & { result?: Schema<unknown> } = {},
  ) => {
    const { method = 'post', signal, result } = options
    if (!provider.custom) throw new Error('The data provider calls no functions.')
    const { config, ...request } = requestOf(name, args, method)
    const { data } = await provider.custom({ ...request, ...config, meta: { signal } })
    return result ? checked(name, data, result) : data
  }) as Rpc
}

async function checked<T>(name: FunctionName, data: unknown, schema: Schema<T>): Promise<T> {
  const read = await schema['~standard'].validate(data)
  if (!read.issues) return read.value
  throw new ConsoleError({
    kind: 'server',
    statusCode: 200,
    message:
      'The server answered in a form that this console does not know. It was probably updated: reload the page.',
    details: `${name}: ${read.issues.map(({ message }) => message).join('; ')}`,
  })
}

/** The arguments that are given: the others are left to the function's defaults. */
function withoutUndefined(args: object) {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined))
}
