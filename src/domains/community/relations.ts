import { excerpt } from './excerpt'

/** Relation to a post. */
export const postRelation = { table: 'community_posts', embed: 'post', title: 'title', search: 'search' }

/** Relation to a comment, titled by the beginning of its text. */
export const commentRelation = {
  table: 'post_comments',
  embed: 'comment',
  title: 'body',
  search: 'search',
  name: (comment: Record<string, unknown>) => excerpt(String(comment.body ?? '')),
}

/** Relation to a managed reason, by its code. */
export const reasonRelation = {
  table: 'moderation_reasons',
  embed: 'reason',
  title: 'label',
  key: 'code',
}
