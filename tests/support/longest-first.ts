import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const startsDatabase = /\bstart(Backend|Postgres|Toy)\(/

/**
 * Orders the test files so that two workers finish soonest: in a clean checkout, where no durations are known yet,
 * files that start a database come first, whatever their size. If one of them began last, the other worker would be
 * idle.
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
