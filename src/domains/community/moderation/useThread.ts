import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import type { QueueRequests } from '@/resource/queue/useQueueRequests'
import type { TableRow } from '@/supabase/rows'
import type { Context, ThreadComment } from './types'

const pageSize = 200

type ReadComment = Pick<
  TableRow<'post_comments'>,
  'id' | 'parent_id' | 'body' | 'state' | 'user_id' | 'created_at' | 'edited_at'
> & { author: Pick<TableRow<'profiles'>, 'display_name'> | null }

interface Page {
  comments: ThreadComment[]
  next: string | undefined
}

/** Loads the comments before or after those that came with the item, page by page. */
function useMore(
  calls: QueueRequests,
  { post, comments }: Context['thread'],
  way: 'before' | 'after',
  isOpen: boolean,
) {
  const edge = way === 'before' ? comments[0] : comments.at(-1)
  const query = useInfiniteQuery<Page, Error, InfiniteData<Page>, unknown[], string | undefined>({
    queryKey: ['moderation', 'thread', post.id, way, edge?.id],
    // Nothing is loaded until the person asks for it.
    enabled: false,
    initialPageParam: undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { data, cursor } = await calls.list<ReadComment>('post_comments', {
        filters: [
          { field: 'post_id', operator: 'eq', value: post.id },
          // Includes comments of the same moment; those already shown are filtered out below.
          ...(edge
            ? [
                {
                  field: 'created_at',
                  operator: way === 'before' ? ('lte' as const) : ('gte' as const),
                  value: edge.created_at,
                },
              ]
            : []),
        ],
        sorters: [{ field: 'created_at', order: way === 'before' ? 'desc' : 'asc' }],
        // One more, because the comment at the edge is returned again.
        size: pageSize + 1,
        select: 'id,parent_id,body,state,user_id,created_at,edited_at,author:profiles!user_id(display_name)',
        cursor: pageParam,
        signal,
      })
      return {
        comments: data.map(({ user_id, author, ...comment }) => ({
          ...comment,
          author_id: user_id,
          author_name: author?.display_name ?? '',
          is_item: false,
        })),
        next: cursor.next,
      }
    },
    getNextPageParam: ({ next }) => next,
    staleTime: 60_000,
  })
  const shown = new Set(comments.map(({ id }) => id))
  const pages = isOpen ? (query.data?.pages ?? []) : []
  const more = pages.flatMap((page) => page.comments).filter(({ id }) => !shown.has(id))
  return {
    comments: way === 'before' ? more.reverse() : more,
    isReading: query.isFetching,
    error: query.error,
    isAtEnd: query.data !== undefined && !query.hasNextPage,
    readOn: () => void (query.data ? query.fetchNextPage() : query.refetch()),
  }
}

/** A thread with the comments that came with the item and those loaded before and after them. */
export function useThread(calls: QueueRequests, thread: Context['thread'], isOpen: boolean) {
  const before = useMore(calls, thread, 'before', isOpen)
  const after = useMore(calls, thread, 'after', isOpen)
  return {
    comments: [...before.comments, ...thread.comments, ...after.comments],
    before: { ...before, left: before.isAtEnd ? 0 : thread.comments_before - before.comments.length },
    after: { ...after, left: after.isAtEnd ? 0 : thread.comments_after - after.comments.length },
  }
}
