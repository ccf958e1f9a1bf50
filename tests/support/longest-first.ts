import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const startsDatabase = /\bstart(Backend|Postgres|Toy)\(/

/**
 * Test files in the order in which two workers are done soonest: on a clean checkout, where nobody knows yet how long
 * each takes, those that start a database come first, whatever their size. One of them begun last would be waited for
 * by itself.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const orderOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder
    const isLong = new Set(
      sorted.filter(({ moduleId }) => startsDatabase.test(readFileSync(moduleId, 'utf8'))),
    )
    return sorted.sort((a, b) => orderOf(a) - orderOf(b) || Number(isLong.has(b)) - Number(isLong.has(a)))
  }
}
