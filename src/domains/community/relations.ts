import { excerpt } from './excerpt'

/** The post that something belongs to. */
export const postRelation = { table: 'community_posts', embed: 'post', title: 'title', search: 'search' }

/** The comment that something belongs to, named by its beginning. */
export const commentRelation = {
  table: 'post_comments',
  embed: 'comment',
  title: 'body',
  search: 'search',
  name: (comment: Record<string, unknown>) => excerpt(String(comment.body ?? '')),
}

/** A reason of the managed list, by its code. */
export const reasonRelation = {
  table: 'moderation_reasons',
  embed: 'reason',
  title: 'label',
  key: 'code',
}
