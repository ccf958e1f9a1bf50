import type { DataProvider } from '@refinedev/core'
import type { Database, Json } from './database.types'
import { ConsoleError } from './errors'

type Functions = Database['public']['Functions']

/** A database function that can be called. */
export type FunctionName = keyof Functions & string

/** A function's result, as the database declares it. */
export type ResultOf<N extends FunctionName> = Functions[N]['Returns']

/** One row of a function's result. */
export type RowOfResult<N extends FunctionName> = ResultOf<N> extends (infer Row)[] ? Row : never

/** The single row of a function's result; undefined if there is none. */
export function oneRowOf<Row>(result: Row | readonly Row[]): Row | undefined {
  return Array.isArray(result) ? result[0] : (result as Row)
}

/** A row with nullable columns, which the generated types of functions do not show. */
export type MayBeEmpty<Row, Column extends keyof Row> = Omit<Row, Column> & {
  [Key in Column]: Row[Key] | null
}

type Values<A> = {
  // A JSON argument may be anything that JSON can hold, and an optional argument may also be null.
  [K in keyof A]: Json extends A[K] ? unknown : undefined extends A[K] ? A[K] | null : A[K]
}

/** A function's arguments. */
export type ArgsOf<N extends FunctionName> =
  Functions[N]['Args'] extends Record<PropertyKey, never>
    ? Record<string, never>
    : Values<Functions[N]['Args']>

/** Functions that return a JSON document, whose content the database does not declare. */
export type DocumentFunction = {
  [N in FunctionName]: Json extends ResultOf<N> ? N : never
}[FunctionName]

/** The schema that a document must match: of any library that follows https://standardschema.dev. */
export interface Schema<T> {
  '~standard': { validate: (value: unknown) => Validated<T> | Promise<Validated<T>> }
}
type Validated<T> = { value: T; issues?: undefined } | { issues: readonly { message: string }[] }

interface RpcOptions {
  /** Use `get` if the function only reads: such a call may be repeated. */
  method?: 'get' | 'post'
  signal?: AbortSignal
}

/**
 * Calls a database function; one that returns a document needs the schema of its result. Throws a ConsoleError if the
 * call is refused, or if its result does not match.
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

/**
 * A call whose name, arguments and result types were checked at its declaration, such as in an action of a resource.
 */
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

/** Calls a function through the data provider; a document it returns is checked by the schema `result`. */
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

/** Drops arguments that are undefined, so that the function's defaults apply. */
function withoutUndefined(args: object) {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined))
}
